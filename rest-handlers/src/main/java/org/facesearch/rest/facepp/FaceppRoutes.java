package org.facesearch.rest.facepp;

import java.util.List;
import java.util.stream.Stream;
import org.opensearch.rest.RestHandler.Route;
import org.opensearch.rest.RestRequest.Method;

/** Routes of all methods: to this API another one than POST is a call that does not exist. */
final class FaceppRoutes {

  private static final List<Method> METHODS =
      List.of(Method.GET, Method.HEAD, Method.POST, Method.PUT, Method.DELETE, Method.PATCH);

  private FaceppRoutes() {}

  /** For paths below that of the API. */
  static List<Route> of(String... paths) {
    return Stream.of(paths)
        .flatMap(path -> METHODS.stream().map(method -> new Route(method, FaceppApi.ROUTES + path)))
        .toList();
  }
}
