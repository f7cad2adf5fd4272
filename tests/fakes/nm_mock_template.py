"""A python-dbusmock template: its `networkmanager`, plus what the wizard needs and that one lacks.

Run by /usr/bin/python3 (Debian's dbusmock), never imported by a test. Adds: AddAndActivateConnection2 with
volatile profiles that end with their owner, autoconnect after a deactivation, failures on demand, LastScan,
Ip4Config, ActiveAccessPoint, permissions.
"""

import dbus
import dbusmock
from dbusmock.templates import networkmanager as base
from dbusmock.templates.networkmanager import *  # noqa: F403

BUS_NAME, MAIN_OBJ, SYSTEM_BUS = base.BUS_NAME, base.MAIN_OBJ, True
IS_OBJECT_MANAGER = base.IS_OBJECT_MANAGER
NM, DEV, WIFI, ACT, PROFILE = (
    base.MANAGER_IFACE,
    base.DEVICE_IFACE,
    base.WIRELESS_DEVICE_IFACE,
    base.ACTIVE_CONNECTION_IFACE,
    base.CSETTINGS_IFACE,
)
IP4 = "/org/freedesktop/NetworkManager/IP4Config/1"
EXTRA = "org.spark_setup.Mock"


def load(mock, parameters):
    base.load(mock, {"Version": "1.42.4", **parameters})
    manager = dbusmock.get_object(base.MANAGER_OBJ)
    manager.AddProperties(NM, {"PrimaryConnectionType": dbus.String("")})
    manager.permissions = {}
    manager.fail_reason = 0
    manager.volatile = {}
    manager.leave_devices_alone = False
    manager.activate_connection = activate
    manager.deactivate_connection = deactivate
    manager.AddMethod(NM, "GetPermissions", "", "a{ss}", "ret = self.permissions")
    mock.AddObject(IP4, NM + ".IP4Config", {"AddressData": dbus.Array([], signature="a{sv}")}, [])
    path = base.AddWiFiDevice(mock, "0", "wlan9", 30)
    device = dbusmock.get_object(path)
    device.AddProperties(WIFI, {"LastScan": dbus.Int64(1000), "ActiveAccessPoint": dbus.ObjectPath("/")})
    device.AddProperties(DEV, {"Ip4Config": dbus.ObjectPath(IP4)})
    scan = "self.props['%s']['LastScan'] = dbus.Int64(self.Get('%s', 'LastScan') + 1)"
    device.AddMethod(WIFI, "RequestScan", "a{sv}", "", scan % (WIFI, WIFI))
    for name, ssid, security in (
        ("home", "Home", 0x100),
        ("cafe", "Café", 0),
        ("photon", "Photon-A1B2", 0),
        ("mute", "Photon-MUTE", 0),
    ):
        base.AddAccessPoint(mock, path, name, ssid, "00:00:00:00:00:01", 2, 2437, 54000, 60, security)
    add_paths(device)


def put(target, interface, name, value):
    """Set a property; without the signal, which the wizard does not listen to."""
    target.props[interface][name] = value


def add_paths(device):
    put(device, WIFI, "AccessPoints", dbus.Array(device.access_points, signature="o"))


def device_state(device, state, reason=0):
    old = device.Get(DEV, "State")
    put(device, DEV, "State", dbus.UInt32(state))
    device.EmitSignal(DEV, "StateChanged", "uuu", [dbus.UInt32(state), dbus.UInt32(old), dbus.UInt32(reason)])


def activate(manager, profile, device_path, ap):
    """Make a profile active; what was active before ends, as in the real daemon."""
    device = dbusmock.get_object(device_path)
    before = device.Get(DEV, "ActiveConnection")
    if before != "/":
        end(manager, before, autoconnect=False)
    settings = dbusmock.get_object(profile).settings
    ssid = bytes(settings["802-11-wireless"]["ssid"])
    for path in device.access_points:
        if bytes(dbusmock.get_object(path).Get(base.ACCESS_POINT_IFACE, "Ssid")) == ssid:
            ap = path
    manager.counter = getattr(manager, "counter", 0) + 1
    address = "192.168.0.100" if ssid.startswith(b"Photon") else "10.9.0.2"
    silent = ssid == b"Photon-MUTE"
    rows = (
        []
        if silent
        else [dbus.Dictionary({"address": dbus.String(address), "prefix": dbus.UInt32(24)}, signature="sv")]
    )
    put(dbusmock.get_object(IP4), NM + ".IP4Config", "AddressData", dbus.Array(rows, signature="a{sv}"))
    put(device, WIFI, "ActiveAccessPoint", dbus.ObjectPath(ap))
    active = base.AddActiveConnection(
        manager, [device_path], profile, ap, str(manager.counter), dbus.UInt32(2)
    )
    device_state(device, 100)
    reason = 5 if silent else manager.fail_reason
    if reason:
        device_state(device, 120, reason)
        end(manager, active, autoconnect=True)
        manager.fail_reason = 0
    return dbus.ObjectPath(active)


def deactivate(manager, active_path):
    if active_path not in manager.Get(NM, "ActiveConnections"):
        raise dbus.exceptions.DBusException("not active", name=NM + ".ConnectionNotActive")
    end(manager, active_path, autoconnect=True)


def end(manager, active_path, *, autoconnect):
    active = dbusmock.get_object(active_path)
    (device_path,) = active.Get(ACT, "Devices")
    profile = active.Get(ACT, "Connection")
    device = dbusmock.get_object(device_path)
    base.RemoveActiveConnection(manager, device_path, active_path)
    put(device, WIFI, "ActiveAccessPoint", dbus.ObjectPath("/"))
    device_state(device, 30)
    if manager.volatile.pop(str(profile), None):
        settings = dbusmock.get_object(base.SETTINGS_OBJ)
        left = [p for p in settings.ListConnections() if p != profile]
        put(settings, base.SETTINGS_IFACE, "Connections", dbus.Array(left, signature="o"))
        manager.RemoveObject(profile)
    if autoconnect and not manager.leave_devices_alone:
        for path in dbusmock.get_object(base.SETTINGS_OBJ).ListConnections():
            connection = dbusmock.get_object(path).settings["connection"]
            if path != profile and connection.get("autoconnect", True):
                activate(manager, path, device_path, "/")
                return


@dbus.service.method(NM, in_signature="a{sa{sv}}ooa{sv}", out_signature="ooa{sv}", sender_keyword="sender")
def AddAndActivateConnection2(self, settings, device, ap, options, sender):
    manager = dbusmock.get_object(base.MANAGER_OBJ)
    if dict(options) != {"persist": "volatile", "bind-activation": "dbus-client"}:
        raise dbus.exceptions.DBusException(
            "the test expects a volatile, bound profile", name=NM + ".InvalidArguments"
        )
    if manager.permissions.get(NM + ".network-control", "yes") != "yes":
        raise dbus.exceptions.DBusException("Not authorized", name=NM + ".PermissionDenied")
    settings["connection"]["autoconnect"] = dbus.Boolean(False)
    main = (
        dbusmock.get_object("/org/freedesktop")
        if "/org/freedesktop" in dbusmock.mockobject.objects
        else manager
    )
    profile = base.SettingsAddConnection(main, settings)
    dbusmock.get_object(profile).AddProperties(PROFILE, {"Flags": dbus.UInt32(5)})
    manager.volatile[str(profile)] = True
    active = activate(manager, profile, device, ap)

    def owner_changed(owner):
        if not owner and active in manager.Get(NM, "ActiveConnections"):
            end(manager, active, autoconnect=True)

    self.connection.watch_name_owner(sender, owner_changed)
    return dbus.ObjectPath(profile), active, dbus.Dictionary({}, signature="sv")


@dbus.service.method(EXTRA, in_signature="ssb", out_signature="s")
def AddProfile(self, name, ssid, autoconnect):
    """A stored profile; returns its UUID."""
    settings = dbus.Dictionary(
        {
            "connection": dbus.Dictionary(
                {"id": name, "type": "802-11-wireless", "autoconnect": dbus.Boolean(False)}, signature="sv"
            ),
            "802-11-wireless": dbus.Dictionary({"ssid": dbus.ByteArray(ssid.encode())}, signature="sv"),
        },
        signature="sa{sv}",
    )
    path = base.SettingsAddConnection(self, settings)
    connection = dbusmock.get_object(path).settings["connection"]
    connection["autoconnect"] = dbus.Boolean(autoconnect)
    return str(connection["uuid"])


@dbus.service.method(EXTRA, in_signature="a{ss}", out_signature="")
def SetPermissions(self, permissions):
    dbusmock.get_object(base.MANAGER_OBJ).permissions = dbus.Dictionary(permissions, signature="ss")


@dbus.service.method(EXTRA, in_signature="u", out_signature="")
def FailNext(self, reason):
    """The next activation fails with this device reason."""
    dbusmock.get_object(base.MANAGER_OBJ).fail_reason = int(reason)


@dbus.service.method(EXTRA, in_signature="", out_signature="")
def RemoveDevices(self):
    """The adapter is unplugged."""
    manager = dbusmock.get_object(base.MANAGER_OBJ)
    for path in manager.GetDevices():
        manager.RemoveObject(path)
