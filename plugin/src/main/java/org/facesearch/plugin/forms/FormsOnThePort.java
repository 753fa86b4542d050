package org.facesearch.plugin.forms;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.MediaTypeRegistry;

/**
 * Makes the types of forms known to OpenSearch. It lets itself be told of types in one private
 * method alone, so another version may not allow it: then forms are refused as they were, and the
 * routes for them take JSON.
 */
public final class FormsOnThePort {

  private static final Logger LOG = LogManager.getLogger(FormsOnThePort.class);

  private FormsOnThePort() {}

  /** Does it, once for all nodes of this JVM. */
  public static void open() {
    open(MediaTypeRegistry.class);
  }

  /**
   * Does it if the registry allows it, and says so in the log if not.
   *
   * @return whether forms are known now
   */
  static boolean open(Class<?> registry) {
    Map<String, MediaType> unknown =
        FormMediaType.FORMS.stream()
            .filter(form -> MediaTypeRegistry.fromMediaType(form.toString()) == null)
            .collect(Collectors.toMap(MediaType::toString, form -> form));
    if (unknown.isEmpty()) {
      return true;
    }
    try {
      MethodHandle register =
          MethodHandles.privateLookupIn(registry, MethodHandles.lookup())
              .findStatic(
                  registry,
                  "register",
                  MethodType.methodType(void.class, MediaType[].class, Map.class));
      register.invoke(new MediaType[0], unknown);
      return true;
    } catch (Throwable e) {
      LOG.warn(
          "this version of OpenSearch takes no forms: /facepp/v3 answers JSON bodies alone ({})",
          e.toString());
      return false;
    }
  }
}
