package org.facesearch.plugin.observe;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.facesearch.rest.call.Call;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.unit.TimeValue;

/**
 * Writes a line to the log for each call that took long, with names and numbers alone: no pictures,
 * no vectors, no ids of people.
 */
final class SlowLog {

  private static final String PREFIX = "plugins.face_search.slowlog.threshold.";
  private static final TimeValue OFF = TimeValue.timeValueMillis(-1);

  /** From how long on a call is worth a warning; -1 for never. */
  static final Setting<TimeValue> WARN = threshold("warn");

  /** From how long on it is worth a line of level INFO; -1 for never. */
  static final Setting<TimeValue> INFO = threshold("info");

  /** Of a name that no class has, so that it can be set and told apart. */
  private final Logger log = LogManager.getLogger("org.facesearch.slowlog");

  private final ClusterSettings settings;

  SlowLog(ClusterSettings settings) {
    this.settings = settings;
  }

  static List<Setting<?>> settings() {
    return List.of(WARN, INFO);
  }

  private static Setting<TimeValue> threshold(String level) {
    return Setting.timeSetting(PREFIX + level, OFF, OFF, Property.NodeScope, Property.Dynamic);
  }

  void answered(Call call, int status) {
    long took = call.millis();
    if (reaches(took, WARN)) {
      write(Level.WARN, call, status, took);
    } else if (reaches(took, INFO)) {
      write(Level.INFO, call, status, took);
    }
  }

  private boolean reaches(long took, Setting<TimeValue> threshold) {
    long least = settings.get(threshold).millis();
    return least >= 0 && took >= least;
  }

  private void write(Level level, Call call, int status, long took) {
    log.log(
        level,
        "route[{}], status[{}], took_millis[{}], stages_millis[{}], searched[{}], pictures[{}],"
            + " faces[{}], hits[{}], opaque_id[{}]",
        call.route(),
        status,
        took,
        stages(call.stages()),
        targets(call.targets()),
        text(call.pictures()),
        text(call.faces()),
        text(call.hits()),
        line(call.opaqueId()));
  }

  /** What a caller wrote shall not look like a line of its own. */
  private static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private static String stages(Map<String, Long> stages) {
    return stages.entrySet().stream()
        .map(stage -> stage.getKey() + "=" + stage.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String targets(List<Call.Target> targets) {
    return line(targets.stream().map(Call.Target::toString).collect(Collectors.joining(" ")));
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "";
  }
}
