package org.facesearch.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * OpenSearch's security plugin in a cluster: TLS with one certificate of this run for all nodes,
 * users with one password of this run, and clients with their names.
 */
final class SecurityPlugin {

  /** Where the plugin is, if it is published for this OpenSearch: with {@code -Psecurity}. */
  static final String FOLDER = "face_search.it.security";

  /** A user who may do everything that a user may. */
  static final String OPERATOR = "operator";

  private static final String PASSWORD = UUID.randomUUID().toString();
  private static final String AUTHORIZATION = "Authorization";
  private static final String KEYS = "node.p12";
  private static final String TRUSTED = "trusted.p12";

  private SecurityPlugin() {}

  /**
   * A cluster to be, whose clients are the {@link #OPERATOR}'s.
   *
   * @param roles what {@code roles.yml} holds
   * @param users the roles of each user
   */
  static TestCluster.Builder cluster(String name, String roles, Map<String, List<String>> users)
      throws IOException {
    Path folder = Installation.freshFolder(name + "-security");
    SSLContext tls = makeKeys(folder);
    TestCluster.Builder cluster =
        TestCluster.named(name)
            .plugins(List.of(installable(folder)))
            .prepared(
                (home, config) -> {
                  for (String file : List.of(KEYS, TRUSTED)) {
                    Files.copy(folder.resolve(file), config.resolve(file));
                  }
                  configure(config.resolve("opensearch-security"), hash(home), roles, users);
                })
            .spokenToBy(address -> as(new Http("https://" + address, tls), OPERATOR))
            .setting("plugins.security.allow_default_init_securityindex", "true")
            .setting("plugins.security.system_indices.enabled", "true")
            .setting("plugins.security.nodes_dn", "'CN=node'")
            .setting("plugins.security.ssl.http.enabled", "true")
            .setting("plugins.security.ssl.transport.enforce_hostname_verification", "false");
    for (String layer : List.of("http", "transport")) {
      String prefix = "plugins.security.ssl." + layer + ".";
      cluster
          .setting(prefix + "keystore_type", "PKCS12")
          .setting(prefix + "keystore_filepath", KEYS)
          .setting(prefix + "keystore_password", PASSWORD)
          .setting(prefix + "truststore_type", "PKCS12")
          .setting(prefix + "truststore_filepath", TRUSTED)
          .setting(prefix + "truststore_password", PASSWORD);
    }
    return cluster;
  }

  /** The same client without a name. */
  static Http asNobody(Http http) {
    return http.without(AUTHORIZATION);
  }

  /** The same client with the name of a user. */
  static Http as(Http http, String user) {
    String credentials = user + ":" + PASSWORD;
    return http.with(
        AUTHORIZATION,
        "Basic "
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The zip as it is published, made to do without a module of OpenSearch that the published
   * distribution of the same version lacks: that brings it a library, and calls it if there are
   * rules for workloads.
   */
  private static Path installable(Path folder) throws IOException {
    Path zip = folder.resolve("security.zip");
    Path published = Installation.property(FOLDER);
    Files.copy(published.resolve("security.zip"), zip);
    try (FileSystem entries = FileSystems.newFileSystem(zip)) {
      String library = "commons-collections4.jar";
      Files.copy(published.resolve(library), entries.getPath(library));
      Path descriptor = entries.getPath("plugin-descriptor.properties");
      String text = Files.readString(descriptor);
      Files.writeString(
          descriptor, text.replaceFirst("rule-framework\\R", "rule-framework;optional=true\n"));
    }
    return zip;
  }

  private static SSLContext makeKeys(Path folder) throws IOException {
    Path keys = folder.resolve(KEYS);
    Installation.run(
        new ProcessBuilder(
            Installation.javaHome().resolve("bin/keytool").toString(),
            "-genkeypair",
            "-alias",
            "node",
            "-keyalg",
            "EC",
            "-dname",
            "CN=node",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            keys.toString(),
            "-storepass",
            PASSWORD),
        "");
    char[] password = PASSWORD.toCharArray();
    try (OutputStream out = Files.newOutputStream(folder.resolve(TRUSTED))) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "node", KeyStore.getInstance(keys.toFile(), password).getCertificate("node"));
      trusted.store(out, password);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** By the plugin's own tool. */
  private static String hash(Path home) throws IOException {
    String output =
        Installation.run(
            new ProcessBuilder(
                Installation.javaHome().resolve("bin/java").toString(),
                "-cp",
                home.resolve("plugins/opensearch-security") + "/*:" + home.resolve("lib") + "/*",
                "org.opensearch.security.tools.Hasher",
                "-p",
                PASSWORD),
            "");
    return output.lines().reduce("", (before, line) -> line);
  }

  private static void configure(
      Path folder, String hash, String roles, Map<String, List<String>> users) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("_meta", Map.of("type", "internalusers", "config_version", 2));
    users.forEach((user, has) -> all.put(user, user(hash, has)));
    all.put(OPERATOR, user(hash, List.of("all_access")));
    // JSON is YAML too.
    Files.writeString(folder.resolve("internal_users.yml"), Http.text(all));
    Files.writeString(
        folder.resolve("roles.yml"), "_meta:\n  type: \"roles\"\n  config_version: 2\n\n" + roles);
    Files.writeString(
        folder.resolve("roles_mapping.yml"),
        "_meta:\n  type: \"rolesmapping\"\n  config_version: 2\n");
  }

  private static Map<String, ?> user(String hash, List<String> roles) {
    return Map.of("hash", hash, "opendistro_security_roles", roles);
  }
}
