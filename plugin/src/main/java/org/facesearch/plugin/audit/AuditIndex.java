package org.facesearch.plugin.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.common.settings.Settings;

/**
 * The index of what was searched on one day.
 *
 * @param day in UTC
 */
record AuditIndex(LocalDate day) {

  /** How the names of all begin. */
  static final String PREFIX = ".face-search-audit-";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT);

  /** The one that a time belongs in. */
  static AuditIndex at(Instant time) {
    return new AuditIndex(LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  /** The one of a name, if it is one. */
  static Optional<AuditIndex> of(String name) {
    if (!name.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new AuditIndex(LocalDate.parse(name.substring(PREFIX.length()), DAY)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  String name() {
    return PREFIX + DAY.format(day);
  }

  /** Whether its day has ended before a time. */
  boolean isBefore(Instant time) {
    return !day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(time);
  }

  /** How it is made. */
  CreateIndexRequest create() {
    Map<String, Object> keyword = Map.of("type", "keyword", "ignore_above", 1024);
    Map<String, Object> number = Map.of("type", "long");
    return new CreateIndexRequest(name())
        .settings(
            Settings.builder()
                .put(IndexMetadata.SETTING_NUMBER_OF_SHARDS, 1)
                .put(IndexMetadata.SETTING_AUTO_EXPAND_REPLICAS, "0-1")
                .put(IndexMetadata.SETTING_INDEX_HIDDEN, true))
        .mapping(
            Map.of(
                "dynamic",
                false,
                "properties",
                Map.ofEntries(
                    Map.entry("@timestamp", Map.of("type", "date")),
                    Map.entry("node", keyword),
                    Map.entry("route", keyword),
                    Map.entry(
                        "searched", Map.of("properties", Map.of("kind", keyword, "name", keyword))),
                    Map.entry("user", keyword),
                    Map.entry("opaque_id", keyword),
                    Map.entry("address", keyword),
                    Map.entry("pictures", number),
                    Map.entry("faces", number),
                    Map.entry("hits", number),
                    Map.entry("took_millis", number),
                    Map.entry("outcome", keyword))));
  }
}
