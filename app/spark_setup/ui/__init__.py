"""The wizard: thin pages that render the story. The only room that imports Qt."""
