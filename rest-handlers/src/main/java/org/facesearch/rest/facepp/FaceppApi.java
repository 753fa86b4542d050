package org.facesearch.rest.facepp;

import java.util.List;
import org.opensearch.plugins.ActionPlugin.ActionHandler;
import org.opensearch.rest.RestHandler;

/** All handlers and actions of this API, for the plugin to register. */
public final class FaceppApi {

  /** Where the paths of all calls begin. */
  public static final String ROUTES = "/facepp/v3";

  private FaceppApi() {}

  public static List<RestHandler> handlers(FaceppGate gate) {
    return List.of(
        new RestSearchHandler(gate),
        new RestDetectHandler(gate),
        new RestCompareHandler(gate),
        new RestCreateFaceSetHandler(gate),
        new RestAddFacesHandler(gate),
        new RestRemoveFacesHandler(gate),
        new RestDescribeFaceSetHandler(gate),
        new RestListFaceSetsHandler(gate),
        new RestUpdateFaceSetHandler(gate),
        new RestDeleteFaceSetHandler(gate),
        new RestSetUserIdHandler(gate),
        new RestDescribeFaceHandler(gate),
        new RestNoSuchCallHandler(gate));
  }

  public static List<ActionHandler<?, ?>> actions() {
    return List.of(
        new ActionHandler<>(FaceppActions.SEARCH, TransportSearchAction.class),
        new ActionHandler<>(FaceppActions.DETECT, TransportDetectAction.class),
        new ActionHandler<>(FaceppActions.COMPARE, TransportCompareAction.class),
        new ActionHandler<>(FaceppActions.CREATE, TransportCreateFaceSetAction.class),
        new ActionHandler<>(FaceppActions.ADD_FACES, TransportAddFacesAction.class),
        new ActionHandler<>(FaceppActions.REMOVE_FACES, TransportRemoveFacesAction.class),
        new ActionHandler<>(FaceppActions.DESCRIBE, TransportDescribeFaceSetAction.class),
        new ActionHandler<>(FaceppActions.LIST, TransportListFaceSetsAction.class),
        new ActionHandler<>(FaceppActions.UPDATE, TransportUpdateFaceSetAction.class),
        new ActionHandler<>(FaceppActions.DELETE, TransportDeleteFaceSetAction.class),
        new ActionHandler<>(FaceppActions.SET_USER_ID, TransportSetUserIdAction.class),
        new ActionHandler<>(FaceppActions.DESCRIBE_FACE, TransportDescribeFaceAction.class));
  }
}
