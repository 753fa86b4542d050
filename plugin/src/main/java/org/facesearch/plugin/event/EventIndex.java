package org.facesearch.plugin.event;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.event.EventFields;
import org.facesearch.models.event.EventWindow;
import org.opensearch.action.admin.indices.alias.Alias;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.IndexSortConfig;
import org.opensearch.index.TieredMergePolicyProvider;

/**
 * The index of one day's events with vectors of one model.
 *
 * @param model id of what made the vectors
 * @param day in UTC
 */
public record EventIndex(String model, LocalDate day) {

  /** All events. */
  public static final String ALIAS = "face-events";

  /** What documents go through that are not written by the plugin itself. */
  public static final String PIPELINE = "face-events";

  /** Number of the last event that {@code from} and {@code size} of a search can reach. */
  static final int LAST_REACHED = 60_000;

  private static final String PREFIX = ALIAS + "-";
  static final String PICTURES = "face-event-pictures-";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT);

  /** Text that is longer is kept and not searched; OpenSearch would refuse the event. */
  private static final Map<String, Object> KEYWORD =
      Map.of("type", "keyword", "ignore_above", 8191);

  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;

  /**
   * The one that an event belongs in.
   *
   * @param timestamp Unix seconds
   * @throws FaceSearchException {@code INVALID} if that is not in the years 1970 to 9999
   */
  public static EventIndex at(String model, double timestamp) {
    try {
      LocalDate day = LocalDate.ofInstant(EventFields.date(timestamp), ZoneOffset.UTC);
      if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
        return new EventIndex(model, day);
      }
    } catch (ArithmeticException | DateTimeException e) {
      // Too far away for a date: refused below.
    }
    throw FaceSearchException.invalid(
        EventFields.TIMESTAMP
            + " must be in Unix seconds of the years "
            + FIRST_YEAR
            + " to "
            + LAST_YEAR);
  }

  /** The one that an index is, if it is one. */
  public static Optional<EventIndex> of(IndexMetadata index) {
    String model = EventSettings.MODEL.get(index.getSettings());
    String name = index.getIndex().getName();
    String prefix = PREFIX + model + "-";
    if (model.isEmpty() || !name.startsWith(prefix)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new EventIndex(model, LocalDate.parse(name.substring(prefix.length()), DAY)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether an index of that name, or of the pictures of events, is made by the plugin alone. */
  public static boolean isReserved(String name) {
    return name.equals(ALIAS) || name.startsWith(PREFIX) || name.startsWith(PICTURES);
  }

  /** Whether a moment of the day is in a window. */
  boolean touches(EventWindow window) {
    double begin = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    double end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    return window.from() < end && window.to() >= begin;
  }

  public String name() {
    return PREFIX + model + "-" + DAY.format(day);
  }

  /** Where the pictures of these events are, if any are kept. */
  public String pictures() {
    return PICTURES + model + "-" + DAY.format(day);
  }

  /** How it is made. */
  CreateIndexRequest create(int dimension, int shards) {
    return new CreateIndexRequest(name())
        .alias(new Alias(ALIAS))
        .settings(
            Settings.builder()
                .put(IndexMetadata.SETTING_NUMBER_OF_SHARDS, shards)
                .put(IndexMetadata.SETTING_AUTO_EXPAND_REPLICAS, "0-1")
                // Copies that only receive segments see a write later than its acknowledgement.
                .put(IndexMetadata.SETTING_REPLICATION_TYPE, "DOCUMENT")
                // Where deletions are expunged, all of them are, be there ever so few.
                .put(
                    TieredMergePolicyProvider.INDEX_MERGE_POLICY_EXPUNGE_DELETES_ALLOWED_SETTING
                        .getKey(),
                    0)
                .putList(
                    IndexSortConfig.INDEX_SORT_FIELD_SETTING.getKey(),
                    List.of(EventFields.TIMESTAMP, EventFields.ID))
                .putList(IndexSortConfig.INDEX_SORT_ORDER_SETTING.getKey(), List.of("desc", "asc"))
                .put(IndexSettings.DEFAULT_PIPELINE.getKey(), PIPELINE)
                .put(IndexSettings.MAX_RESULT_WINDOW_SETTING.getKey(), LAST_REACHED)
                .put(EventSettings.MODEL.getKey(), model))
        .mapping(Map.of("dynamic", false, "properties", fields(dimension)));
  }

  private Map<String, Object> fields(int dimension) {
    Map<String, Object> number = Map.of("type", "double");
    Map<String, Object> kept = Map.of("type", "object", "enabled", false);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(EventFields.ID, KEYWORD);
    fields.put(EventFields.TIMESTAMP, number);
    fields.put(EventFields.DATE, Map.of("type", "date"));
    fields.put(EventFields.IDENTITY_NAME, KEYWORD);
    fields.put(EventFields.IDENTITY_ID, KEYWORD);
    fields.put(EventFields.IDENTITY_INFO, kept);
    fields.put(EventFields.FACE_PICTURE, KEYWORD);
    fields.put(EventFields.SCENE_PICTURE, KEYWORD);
    fields.put(EventFields.PERSON_TYPE, Map.of("type", "integer"));
    fields.put(EventFields.SCORE, number);
    fields.put(
        EventFields.EP_INFO, keywords("ep_id", "ep_type", "ep_ip", "ep_name", EventFields.DEVICE));
    fields.put(
        EventFields.ATTRIBUTES, keywords("mask", "gender", "hat", "age", "glasses", "expression"));
    fields.put(EventFields.QUALITY, kept);
    fields.put(EventFields.OUT_TIMESTAMP, number);
    fields.put(EventFields.MODEL, KEYWORD);
    fields.put(
        EventFields.VECTOR,
        Map.of("type", "visual_vector", "model", model, "dimension", dimension, "keep_rest", true));
    return fields;
  }

  /** An object of which these are searched, and whatever else it has is kept. */
  private static Map<String, Object> keywords(String... names) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String name : names) {
      fields.put(name, KEYWORD);
    }
    return Map.of("dynamic", false, "properties", fields);
  }
}
