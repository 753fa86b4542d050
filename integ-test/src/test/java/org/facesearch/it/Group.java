package org.facesearch.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A group of any kind as a client of one node sees it: the calls that all kinds have. */
abstract class Group {

  private final Http http;
  private final String api;
  private final String prefix;
  private final String name;

  /**
   * A group that may or may not be there.
   *
   * @param api the path of all groups of its kind
   * @param prefix of its index
   */
  Group(Http http, String api, String prefix, String name) {
    this.http = http;
    this.api = api;
    this.prefix = prefix;
    this.name = name;
  }

  final Http http() {
    return http;
  }

  Response create(int capacity) throws IOException {
    return http.post(path(), Map.of("config", Map.of("capacity", capacity)));
  }

  String name() {
    return name;
  }

  String path() {
    return api + "/" + name;
  }

  String index() {
    return prefix + name;
  }

  Response remove() throws IOException {
    return http.post(path() + "/remove");
  }

  /** Adds an entry; {@code more} are fields of {@code image}. */
  Response add(String id, String uri, Map<String, ?> more) throws IOException {
    return http.post(path() + "/add", Map.of("image", image(id, uri, more)));
  }

  /** Adds an entry and wants it added. */
  JsonNode enrol(String id, String uri) throws IOException {
    return FaceGroup.assertOk(add(id, uri, Map.of()));
  }

  Response update(String id, Map<String, ?> fields) throws IOException {
    Map<String, Object> image = new LinkedHashMap<>(fields);
    image.put("id", id);
    return http.post(path() + "/update", Map.of("image", image));
  }

  Response delete(List<String> ids) throws IOException {
    return http.post(path() + "/delete", Map.of("ids", ids));
  }

  /** Searches with pictures; {@code more} are further fields of the request. */
  Response search(List<String> uris, Map<String, ?> more) throws IOException {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("images", uris);
    return http.post(path() + "/search", body);
  }

  JsonNode info() throws IOException {
    return FaceGroup.assertOk(http.get(path()));
  }

  int count() throws IOException {
    return info().path("count").asInt(-1);
  }

  /** One page of entries. */
  JsonNode images(Map<String, ?> parameters) throws IOException {
    return FaceGroup.assertOk(http.get(path() + "/images" + query(parameters)));
  }

  /** One page of tags. */
  JsonNode tags(Map<String, ?> parameters) throws IOException {
    return FaceGroup.assertOk(http.get(path() + "/tags" + query(parameters)));
  }

  /** The ids of the first page. */
  List<String> ids() throws IOException {
    return FaceGroup.texts(images(Map.of()).path("images"), "id");
  }

  /** The entry of an id as it is listed. */
  JsonNode entry(String id) throws IOException {
    for (JsonNode image : images(Map.of()).path("images")) {
      if (image.path("id").asText().equals(id)) {
        return image;
      }
    }
    throw new AssertionError(id + " is not listed");
  }

  private static Map<String, Object> image(String id, String uri, Map<String, ?> more) {
    Map<String, Object> image = new LinkedHashMap<>(more);
    image.put("id", id);
    image.put("uri", uri);
    return image;
  }

  private static String query(Map<String, ?> parameters) {
    StringBuilder query = new StringBuilder();
    parameters.forEach(
        (key, value) ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(key)
                .append('=')
                .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)));
    return query.toString();
  }
}
