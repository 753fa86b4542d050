package org.facesearch.models.testing;

import java.nio.file.Path;
import java.util.List;
import org.facesearch.models.MemoryAccount;
import org.facesearch.models.bundle.BundleRegistry;
import org.facesearch.models.bundle.FaceModelLoader;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.bundle.ImageModel;
import org.facesearch.models.bundle.ImageModelLoader;
import org.facesearch.models.onnx.OnnxEngine;
import org.facesearch.models.onnx.OnnxOptions;
import org.facesearch.models.onnx.Sandbox;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the real models, loaded once for all tests, to tests that take {@link FaceModels} or {@link
 * ImageModel}.
 */
public final class LoadedModels implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(LoadedModels.class);

  /** The bundles that the build fetched. */
  public static BundleRegistry registry() {
    return new BundleRegistry(
        List.of(Path.of(System.getProperty("face_search.test.bundles"))), Path.of("absent"));
  }

  private static final class Loaded implements AutoCloseable {
    private final OnnxEngine engine =
        new OnnxEngine(new OnnxOptions(2, 1), Sandbox.plain(), MemoryAccount.NONE);
    private final FaceModels faces =
        new FaceModelLoader(registry(), engine).load("retinaface-mnet025", "arcface-fr-512");
    private final ImageModel image =
        new ImageModelLoader(registry(), engine).load("squeezenet11-512");

    @Override
    public void close() {
      engine.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == FaceModels.class || type == ImageModel.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Loaded loaded =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Loaded.class, key -> new Loaded(), Loaded.class);
    return parameter.getParameter().getType() == ImageModel.class ? loaded.image : loaded.faces;
  }
}
