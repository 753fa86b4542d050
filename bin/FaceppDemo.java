import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The same people in a FaceSet of the Face++ API, and the calls to copy.
 *
 * <pre>java bin/FaceppDemo.java --url URL --key KEY --secret SECRET --photos FOLDER --probe FILE</pre>
 *
 * <p>Needs the JDK alone. Ends with 1, and says why, if the probe finds nobody.
 */
public final class FaceppDemo {

  private static final String BOUNDARY = "----face-search-demo";
  private static final long MAX_BYTES = 2 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .proxy(HttpClient.Builder.NO_PROXY)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final String url;
  private final String key;
  private final String secret;

  private FaceppDemo(Map<String, String> options) {
    url = options.get("--url") + "/facepp/v3/";
    key = options.get("--key");
    secret = options.get("--secret");
  }

  public static void main(String[] args) throws InterruptedException {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    if (!options
        .keySet()
        .containsAll(List.of("--url", "--key", "--secret", "--photos", "--probe"))) {
      System.err.println(
          "Usage: java FaceppDemo.java --url URL --key KEY --secret SECRET --photos FOLDER"
              + " --probe FILE");
      System.exit(2);
    }
    try {
      new FaceppDemo(options).run(Path.of(options.get("--photos")), Path.of(options.get("--probe")));
    } catch (IOException e) {
      System.err.println("\nThe demo of the Face++ API failed: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run(Path photos, Path probe) throws IOException, InterruptedException {
    System.out.println("\nThe Face++ API: the same faces in FaceSet 'demo'");
    call("faceset/create", Map.of("outer_id", "demo", "force_merge", "1"));
    call("faceset/removeface", Map.of("outer_id", "demo", "face_tokens", "RemoveAllFaceTokens"));
    List<Path> files;
    try (Stream<Path> list = Files.list(photos)) {
      files = list.filter(FaceppDemo::fits).sorted().toList();
    }
    if (files.isEmpty()) {
      System.out.println("  left out: no JPEG or PNG file of up to 2 MB in " + photos);
      return;
    }
    for (Path file : files) {
      String name = file.getFileName().toString().replaceAll("[\\^@,&=*'\"]", "_");
      String token = first("face_token", call("detect", Map.of("image_file", file)));
      if (token != null) {
        call("face/setuserid", Map.of("face_token", token, "user_id", name));
        call("faceset/addface", Map.of("outer_id", "demo", "face_tokens", token));
      }
    }
    String answer = call("search", Map.of("outer_id", "demo", "image_file", probe));
    String found = first("user_id", answer);
    if (found == null) {
      throw new IOException("nobody was found: " + answer);
    }
    System.out.println("  " + first("confidence", answer) + "  " + found);
    System.out.println("\nThe same calls by hand:\n");
    curl("detect", "-F 'image_file=@" + files.getFirst() + "'");
    curl("search", "-F outer_id=demo -F 'image_file=@" + probe + "'");
  }

  private void curl(String call, String fields) {
    System.out.printf(
        "curl -s '%s%s' -F 'api_key=%s' -F 'api_secret=%s' %s%n", url, call, key, secret, fields);
  }

  /** What this API takes. */
  private static boolean fits(Path file) {
    try {
      return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png)")
          && Files.size(file) <= MAX_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  private static String first(String field, String json) {
    Matcher value = Pattern.compile("\"" + field + "\":\"?([^\",}]+)").matcher(json);
    return value.find() ? value.group(1) : null;
  }

  /** One call as a multipart form, in which a path is a file. */
  private String call(String call, Map<String, ?> fields) throws IOException, InterruptedException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("api_key", key);
    all.put("api_secret", secret);
    all.putAll(fields);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, Object> field : all.entrySet()) {
      boolean file = field.getValue() instanceof Path;
      write(body, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"");
      write(body, field.getKey() + (file ? "\"; filename=\"picture" : "") + "\"\r\n\r\n");
      if (field.getValue() instanceof Path path) {
        body.writeBytes(Files.readAllBytes(path));
      } else {
        write(body, field.getValue().toString());
      }
      write(body, "\r\n");
    }
    write(body, "--" + BOUNDARY + "--\r\n");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + call))
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200 && !response.body().contains("INVALID_IMAGE_SIZE")) {
      throw new IOException(call + " answered " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private static void write(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
