#!/bin/sh
# The real NetworkManager in namespaces of its own. Argument: a folder outside for the bus socket.
# Run by nm_daemon.py as: unshare -n -m sh nm_daemon.sh FOLDER
set -e
mount --make-rprivate /
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /etc/NetworkManager
mkdir -p /var/lib/NetworkManager && mount -t tmpfs tmpfs /var/lib/NetworkManager
mount -t sysfs -o ro sysfs /sys
mkdir -p /etc/NetworkManager/system-connections /etc/NetworkManager/conf.d /run/dbus
ip link set lo up
ip link add wlan9 type veth peer name air9
ip link set air9 up
ip link set wlan9 up
cat > /etc/NetworkManager/NetworkManager.conf <<CONF
[main]
plugins=keyfile
auth-polkit=false
no-auto-default=*
dhcp=internal
dns=none
rc-manager=unmanaged
[keyfile]
unmanaged-devices=interface-name:air9
[device]
carrier-wait-timeout=0
[connectivity]
enabled=false
CONF
cat > /run/bus.conf <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=$1/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_type="method_call"/>
<allow send_destination="*"/><allow receive_type="method_call"/><allow eavesdrop="false"/></policy></busconfig>
CONF
dbus-daemon --config-file=/run/bus.conf --nofork --nopidfile &
export DBUS_SYSTEM_BUS_ADDRESS="unix:path=$1/bus"
while [ ! -S "$1/bus" ]; do sleep 0.05; done
exec NetworkManager --no-daemon --log-level=INFO
