package org.facesearch.models.onnx;

import java.util.concurrent.Callable;

/**
 * The way a call into native code is made. Inside OpenSearch it runs with the plugin's privileges
 * and class loader; outside it is a plain call.
 */
public interface Sandbox {

  <T> T call(Callable<T> work) throws Exception;

  /** No sandbox, but the class loader that DJL finds its engine with. */
  static Sandbox plain() {
    return new Sandbox() {
      @Override
      public <T> T call(Callable<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Sandbox.class.getClassLoader());
        try {
          return work.call();
        } finally {
          thread.setContextClassLoader(before);
        }
      }
    };
  }
}
