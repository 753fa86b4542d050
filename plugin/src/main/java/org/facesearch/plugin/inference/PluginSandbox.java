package org.facesearch.plugin.inference;

import java.util.concurrent.Callable;
import org.facesearch.models.onnx.Sandbox;
import org.opensearch.secure_sm.AccessController;

/**
 * Runs native calls with the plugin's own privileges and class loader: DJL finds its engine through
 * the thread's, which on a node's threads is the server's.
 */
public final class PluginSandbox implements Sandbox {

  @Override
  public <T> T call(Callable<T> work) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(PluginSandbox.class.getClassLoader());
    try {
      return AccessController.doPrivilegedChecked(work::call);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
