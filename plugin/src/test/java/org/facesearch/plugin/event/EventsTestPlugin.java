package org.facesearch.plugin.event;

import java.util.List;
import org.opensearch.common.settings.Setting;
import org.opensearch.plugins.Plugin;

/** Registers the settings of events. */
public final class EventsTestPlugin extends Plugin {
  @Override
  public List<Setting<?>> getSettings() {
    return EventSettings.all();
  }
}
