import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Enrols photographs into the group {@code demo} and finds one of them again by a changed copy:
 * mirrored, smaller, tilted, brighter, compressed anew.
 *
 * <pre>java bin/Demo.java --url http://127.0.0.1:9200 --photos FOLDER --out FOLDER</pre>
 *
 * <p>Needs the JDK alone. Ends with 1, and says why, if the copy does not find its original.
 */
public final class Demo {

  private static final String GROUP = "/v1/face/groups/demo";
  private static final double THRESHOLD = 0.35;
  private static final long MAX_BYTES = 20_000_000;

  private final HttpClient client =
      HttpClient.newBuilder()
          .proxy(HttpClient.Builder.NO_PROXY)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final String url;
  private final Path photos;
  private final Path out;

  private Demo(String url, Path photos, Path out) {
    this.url = url;
    this.photos = photos;
    this.out = out;
  }

  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    String photos = options.get("--photos");
    if (photos == null) {
      System.err.println("Usage: java Demo.java [--url URL] --photos FOLDER [--out FOLDER]");
      System.exit(2);
    }
    try {
      new Demo(
              options.getOrDefault("--url", "http://127.0.0.1:9200"),
              Path.of(photos),
              Path.of(options.getOrDefault("--out", System.getProperty("java.io.tmpdir"))))
          .run();
    } catch (Failure e) {
      System.err.println("\nThe demo failed: " + e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println("\nThe demo failed: " + e);
      System.exit(1);
    }
  }

  private void run() throws IOException, Failure {
    createGroup();
    List<Path> enrolled = enrol();
    Path original = pickProbe(enrolled);
    Path copy = out.resolve("changed-copy.jpg");
    writeChangedCopy(original, copy);
    search(original, copy);
    showCalls(original, copy);
  }

  // --- The three calls --------------------------------------------------------------------------

  private void createGroup() throws IOException, Failure {
    System.out.println("\nGroup 'demo'");
    Answer answer = post(GROUP, "{\"config\":{\"capacity\":1000}}");
    switch (answer.status) {
      case 200 -> System.out.println("  created");
      case 409 -> System.out.println("  is there already");
      default -> throw new Failure("creating the group answered " + answer);
    }
  }

  private List<Path> enrol() throws IOException, Failure {
    List<Path> files;
    try (Stream<Path> list = Files.list(photos)) {
      files = list.filter(Demo::isPhoto).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new Failure("no .jpg, .jpeg, .png or .webp file in " + photos);
    }
    System.out.println("\nEnrolling " + files.size() + " photographs of " + photos);
    List<Path> enrolled = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (Files.size(file) > MAX_BYTES) {
        System.out.println("  " + name + ": larger than 20 MB, left out");
        continue;
      }
      Answer answer = post(GROUP + "/add", addBody(name, dataUri(file)));
      switch (answer.status) {
        case 200 -> {
          System.out.println("  " + name + ": " + faces(answer.json()));
          enrolled.add(file);
        }
        case 409 -> {
          System.out.println("  " + name + ": is there already");
          enrolled.add(file);
        }
        case 400 -> System.out.println("  " + name + ": left out, " + answer.error());
        default -> throw new Failure("enrolling " + name + " answered " + answer);
      }
    }
    if (enrolled.isEmpty()) {
      throw new Failure("no photograph could be enrolled");
    }
    return enrolled;
  }

  private void search(Path original, Path copy) throws IOException, Failure {
    System.out.println("\nSearching with a changed copy of " + original.getFileName());
    System.out.println(
        "  mirrored, 70 % of the size, tilted by 4 degrees, brighter, JPEG quality 60");
    System.out.println("  " + copy);
    long begin = System.nanoTime();
    Answer answer = post(GROUP + "/search", searchBody(dataUri(copy)));
    long millis = (System.nanoTime() - begin) / 1_000_000;
    if (answer.status != 200) {
      throw new Failure("the search answered " + answer);
    }
    List<?> faces = list(map(list(answer.json().get("search_results")).get(0)).get("faces"));
    System.out.printf(Locale.ROOT, "  %d face(s), %d ms%n", faces.size(), millis);
    boolean found = false;
    int number = 0;
    for (Object face : faces) {
      List<?> hits = list(map(face).get("faces"));
      System.out.printf("  face %d at %s%n", ++number, corners(map(face)));
      for (Object hit : hits) {
        Map<?, ?> fields = map(hit);
        boolean isOriginal = original.getFileName().toString().equals(fields.get("id"));
        found |= isOriginal;
        System.out.printf(
            Locale.ROOT,
            "    %.3f  %s%s%n",
            ((Number) fields.get("score")).doubleValue(),
            fields.get("id"),
            isOriginal ? "  <- the original" : "");
      }
      if (hits.isEmpty()) {
        System.out.println("    nobody enrolled has a score of " + THRESHOLD + " or more");
      }
    }
    if (!found) {
      throw new Failure(
          "the changed copy did not find " + original.getFileName() + ".\n" + answer.text);
    }
  }

  private void showCalls(Path original, Path copy) {
    System.out.println("\nThe same calls by hand:");
    System.out.println();
    curl(GROUP, "{\"config\":{\"capacity\":1000}}", null);
    curl(
        GROUP + "/add",
        addBody("me.jpg", "data:image/jpeg;base64,$(base64 < FILE | tr -d '\\n')"),
        original);
    curl(
        GROUP + "/search",
        searchBody("data:image/jpeg;base64,$(base64 < FILE | tr -d '\\n')"),
        copy);
    System.out.println("curl -s '" + url + GROUP + "/images?limit=10'");
  }

  /** The body goes through standard input: a picture is longer than a command line may be. */
  private void curl(String path, String body, Path file) {
    String text = file == null ? body : body.replace("FILE", "'" + file + "'");
    System.out.println(
        "curl -s '" + url + path + "' -H 'Content-Type: application/json' --data-binary @- <<END");
    System.out.println(text);
    System.out.println("END");
    System.out.println();
  }

  private static String addBody(String name, String uri) {
    return "{\"image\":{\"id\":%s,\"uri\":\"%s\",\"tag\":\"demo\",\"desc\":{\"file\":%s}}}"
        .formatted(quoted(name), uri, quoted(name));
  }

  private static String searchBody(String uri) {
    return "{\"images\":[\"%s\"],\"threshold\":%s,\"limit\":5}".formatted(uri, THRESHOLD);
  }

  // --- Pictures ---------------------------------------------------------------------------------

  private static boolean isPhoto(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png|webp)");
  }

  private static String dataUri(Path file) throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    String type = name.endsWith("png") ? "png" : name.endsWith("webp") ? "webp" : "jpeg";
    return "data:image/%s;base64,%s"
        .formatted(type, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
  }

  /** The first photograph that the JDK itself can read, upright as it is stored. */
  private static Path pickProbe(List<Path> enrolled) throws IOException, Failure {
    for (Path file : enrolled) {
      if (!isTurned(Files.readAllBytes(file)) && ImageIO.read(file.toFile()) != null) {
        return file;
      }
    }
    throw new Failure("none of the photographs can be changed by the JDK alone; try others");
  }

  /** Whether a camera's EXIF data ask for the picture to be turned, which ImageIO does not do. */
  private static boolean isTurned(byte[] bytes) {
    for (int i = 0; i + 11 < Math.min(bytes.length, 4096); i++) {
      // Tag 0x0112 of type 3 (short), count 1, in either byte order; the value follows.
      boolean little = at(bytes, i, 0x12, 0x01, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00);
      boolean big = at(bytes, i, 0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01);
      if (little || big) {
        return bytes[little ? i + 8 : i + 9] > 1;
      }
    }
    return false;
  }

  private static boolean at(byte[] bytes, int offset, int... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (bytes[offset + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static void writeChangedCopy(Path from, Path to) throws IOException {
    BufferedImage picture = ImageIO.read(from.toFile());
    int width = Math.max(1, Math.round(picture.getWidth() * 0.7f));
    int height = Math.max(1, Math.round(picture.getHeight() * 0.7f));
    AffineTransform change = new AffineTransform();
    change.rotate(Math.toRadians(4), width / 2.0, height / 2.0);
    change.translate(width, 0);
    change.scale(-(double) width / picture.getWidth(), (double) height / picture.getHeight());
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = copy.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, width, height);
    graphics.drawImage(picture, change, null);
    graphics.dispose();
    new RescaleOp(1.15f, 8, null).filter(copy, copy);

    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam quality = writer.getDefaultWriteParam();
    quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    quality.setCompressionQuality(0.6f);
    Files.deleteIfExists(to);
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(to.toFile())) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(copy, null, null), quality);
    } finally {
      writer.dispose();
    }
  }

  // --- What is shown ----------------------------------------------------------------------------

  private static String faces(Map<?, ?> added) {
    StringBuilder text = new StringBuilder("enrolled");
    if (added.get("face_number") instanceof Number number && number.intValue() > 1) {
      text.append(", the largest of ").append(number.intValue()).append(" faces");
    }
    if (added.get("face_quality") instanceof Map<?, ?> quality) {
      text.append(", ")
          .append(quality.get("quality"))
          .append(", ")
          .append(quality.get("orientation"));
    }
    return text.toString();
  }

  /** The upper left and the lower right corner of a face. */
  private static String corners(Map<?, ?> face) {
    List<?> points = list(map(face.get("bounding_box")).get("pts"));
    return whole(points.get(0)) + " to " + whole(points.get(2));
  }

  private static String whole(Object point) {
    List<?> xy = list(point);
    return "(%d, %d)"
        .formatted(
            Math.round(((Number) xy.get(0)).doubleValue()),
            Math.round(((Number) xy.get(1)).doubleValue()));
  }

  // --- HTTP and JSON with the JDK alone ---------------------------------------------------------

  private Answer post(String path, String body) throws IOException, Failure {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (java.net.ConnectException e) {
      throw new Failure("nothing answers at " + url);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    }
  }

  private record Answer(int status, String text) {

    Map<?, ?> json() throws Failure {
      try {
        return map(new Json(text).value());
      } catch (IllegalArgumentException | ClassCastException e) {
        throw new Failure("an answer is not the JSON expected: " + this);
      }
    }

    /** The text of a v1 error, or all that was said. */
    String error() throws Failure {
      return json().get("error") instanceof String error ? error : text;
    }

    @Override
    public String toString() {
      return status + " " + text;
    }
  }

  private static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }

  private static Map<?, ?> map(Object value) {
    return (Map<?, ?>) value;
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  /** Just enough of a JSON parser to read an answer: maps, lists, strings, doubles, booleans. */
  private static final class Json {
    private final String text;
    private int at;

    Json(String text) {
      this.text = text;
    }

    Object value() {
      char c = peek();
      if (c == '{') {
        return object();
      } else if (c == '[') {
        return array();
      } else if (c == '"') {
        return string();
      }
      int begin = at;
      while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String word = text.substring(begin, at);
      return switch (word) {
        case "true" -> true;
        case "false" -> false;
        case "null" -> null;
        default -> Double.valueOf(word);
      };
    }

    private Map<String, Object> object() {
      Map<String, Object> fields = new LinkedHashMap<>();
      at++;
      while (peek() != '}') {
        peek();
        String name = string();
        expect(':');
        fields.put(name, value());
        if (peek() == ',') {
          at++;
        }
      }
      at++;
      return fields;
    }

    private List<Object> array() {
      List<Object> items = new ArrayList<>();
      at++;
      while (peek() != ']') {
        items.add(value());
        if (peek() == ',') {
          at++;
        }
      }
      at++;
      return items;
    }

    private String string() {
      expect('"');
      StringBuilder string = new StringBuilder();
      while (next() != '"') {
        char c = text.charAt(at++);
        if (c == '\\') {
          char escaped = text.charAt(at++);
          switch (escaped) {
            case 'n' -> string.append('\n');
            case 't' -> string.append('\t');
            case 'r' -> string.append('\r');
            case 'b' -> string.append('\b');
            case 'f' -> string.append('\f');
            case 'u' -> {
              string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
              at += 4;
            }
            default -> string.append(escaped);
          }
        } else {
          string.append(c);
        }
      }
      at++;
      return string.toString();
    }

    private void expect(char c) {
      if (peek() != c) {
        throw new IllegalArgumentException("not JSON at " + at);
      }
      at++;
    }

    private char peek() {
      while (Character.isWhitespace(next())) {
        at++;
      }
      return next();
    }

    private char next() {
      if (at >= text.length()) {
        throw new IllegalArgumentException("not JSON: it ends too early");
      }
      return text.charAt(at);
    }
  }
}
