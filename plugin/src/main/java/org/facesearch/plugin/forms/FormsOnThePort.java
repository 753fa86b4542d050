package org.facesearch.plugin.forms;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.lucene.util.SetOnce;
import org.opensearch.common.lifecycle.AbstractLifecycleComponent;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.rest.MethodHandlers;
import org.opensearch.rest.RestController;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestRequest;

/**
 * Lets forms in for some routes alone, when a node starts: all handlers are there by then, and the
 * port is not open yet.
 *
 * <p>OpenSearch has no door for either half, so both go through what is private to it: the map of
 * handlers of a path, and the method that takes new types. A version without one of them is left as
 * it is; it refuses forms, and the routes for them take JSON.
 */
public final class FormsOnThePort extends AbstractLifecycleComponent {

  private static final Logger LOG = LogManager.getLogger(FormsOnThePort.class);

  private final List<String> routes;
  private final SetOnce<RestController> controller = new SetOnce<>();

  /**
   * For one node.
   *
   * @param routes where the paths begin whose handlers get forms
   */
  public FormsOnThePort(List<String> routes) {
    this.routes = List.copyOf(routes);
  }

  /** Tells where the handlers are, as soon as there is a place for them. */
  public void handlersAreIn(RestController place) {
    controller.set(place);
  }

  @Override
  protected void doStart() {
    open(routes, controller.get().getAllHandlers(), MediaTypeRegistry.class);
  }

  @Override
  protected void doStop() {}

  @Override
  protected void doClose() {}

  /** Does both, or says in the log why not; types are never made known without guards. */
  static void open(List<String> routes, Iterator<MethodHandlers> paths, Class<?> registry) {
    try {
      while (paths.hasNext()) {
        MethodHandlers path = paths.next();
        if (routes.stream().noneMatch(path.getPath()::startsWith)) {
          guard(path);
        }
      }
      makeKnown(registry);
    } catch (Throwable e) {
      LOG.warn(
          "this version of OpenSearch takes no forms: {} answers JSON bodies alone ({})",
          String.join(", ", routes),
          e.toString());
    }
  }

  @SuppressWarnings("unchecked") // the field's own type
  private static void guard(MethodHandlers path) throws ReflectiveOperationException {
    Class<?> type = path.getClass();
    VarHandle field =
        MethodHandles.privateLookupIn(type, MethodHandles.lookup())
            .findVarHandle(type, "methodHandlers", Map.class);
    Map<RestRequest.Method, RestHandler> handlers =
        (Map<RestRequest.Method, RestHandler>) field.get(path);
    handlers.replaceAll((method, handler) -> new NoFormsHandler(handler));
  }

  private static void makeKnown(Class<?> registry) throws Throwable {
    Map<String, MediaType> unknown =
        FormMediaType.FORMS.stream()
            .filter(form -> MediaTypeRegistry.fromMediaType(form.toString()) == null)
            .collect(Collectors.toMap(MediaType::toString, form -> form));
    if (unknown.isEmpty()) {
      // Another node of this JVM was first.
      return;
    }
    MethodHandle register =
        MethodHandles.privateLookupIn(registry, MethodHandles.lookup())
            .findStatic(
                registry,
                "register",
                MethodType.methodType(void.class, MediaType[].class, Map.class));
    register.invoke(new MediaType[0], unknown);
  }
}
