package org.facesearch.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** A small HTTP client of one node. An answer of any status is an answer, never an exception. */
public final class Http {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final String url;
  private final Map<String, String> headers;
  private final HttpClient client;

  public Http(String url) {
    this(url, Map.of(), builder().build());
  }

  /**
   * A client that speaks TLS.
   *
   * @param tls knows whom it trusts
   */
  Http(String url, SSLContext tls) {
    this(url, Map.of(), builder().sslContext(tls).build());
  }

  private Http(String url, Map<String, String> headers, HttpClient client) {
    this.url = url;
    this.headers = headers;
    this.client = client;
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .proxy(HttpClient.Builder.NO_PROXY)
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10));
  }

  /** A client of the same node that sends one header more, or another value of it. */
  Http with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Http(url, Map.copyOf(more), client);
  }

  /** A client of the same node that leaves a header out. */
  Http without(String header) {
    Map<String, String> fewer = new LinkedHashMap<>(headers);
    fewer.remove(header);
    return new Http(url, Map.copyOf(fewer), client);
  }

  public String url() {
    return url;
  }

  public Response get(String path) throws IOException {
    return send("GET", path, null, BodyPublishers.noBody());
  }

  public Response delete(String path) throws IOException {
    return send("DELETE", path, null, BodyPublishers.noBody());
  }

  /** A call without a body. */
  public Response post(String path) throws IOException {
    return send("POST", path, null, BodyPublishers.noBody());
  }

  /** The body is anything that Jackson writes: a JsonNode, a Map, a List. */
  public Response post(String path, Object json) throws IOException {
    return sendJson("POST", path, json);
  }

  public Response put(String path, Object json) throws IOException {
    return sendJson("PUT", path, json);
  }

  /** The body as it stands, for calls that are meant to be wrong. */
  public Response postText(String path, String contentType, String body) throws IOException {
    return send("POST", path, contentType, BodyPublishers.ofString(body));
  }

  /** JSON as text, of anything that Jackson writes. */
  static String text(Object json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** JSON from text with single quotes, which are easier to read in Java. */
  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A JSON object as maps, lists and values. */
  static Map<String, Object> map(JsonNode json) {
    return JSON.convertValue(json, new TypeReference<>() {});
  }

  public Response send(String method, String path, String contentType, BodyPublisher body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).method(method, body);
    headers.forEach(request::header);
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Response(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body(),
          parsed(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** A file. */
  HttpResponse<byte[]> download(String path) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
    headers.forEach(request::header);
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private Response sendJson(String method, String path, Object json) throws IOException {
    return send(
        method, path, "application/json", BodyPublishers.ofByteArray(JSON.writeValueAsBytes(json)));
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
