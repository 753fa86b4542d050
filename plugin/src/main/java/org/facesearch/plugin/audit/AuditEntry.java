package org.facesearch.plugin.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.facesearch.rest.call.Call;

/**
 * What is written down of a call.
 *
 * @param fields of its document
 * @param written done when it is
 */
record AuditEntry(Instant time, Map<String, Object> fields, CompletableFuture<Void> written) {

  /** Longer names are nobody's; what is refused for its length shall not fill the index. */
  private static final int LONGEST = 1024;

  static AuditEntry of(Call call, String outcome, String node) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("@timestamp", call.began().toEpochMilli());
    fields.put("node", node);
    fields.put("route", call.route());
    fields.put("searched", searched(call.targets()));
    put(fields, "user", call.user());
    put(fields, "opaque_id", call.opaqueId());
    put(fields, "address", call.address());
    call.pictures().ifPresent(pictures -> fields.put("pictures", pictures));
    call.faces().ifPresent(faces -> fields.put("faces", faces));
    call.hits().ifPresent(hits -> fields.put("hits", hits));
    fields.put("took_millis", call.millis());
    fields.put("outcome", outcome);
    return new AuditEntry(call.began(), fields, new CompletableFuture<>());
  }

  private static List<Map<String, String>> searched(List<Call.Target> targets) {
    return targets.stream()
        .map(target -> Map.of("kind", target.kind(), "name", shortened(target.name())))
        .toList();
  }

  private static void put(Map<String, Object> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, shortened(value));
    }
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
