package org.facesearch.models.bundle;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fuzzer's target on seeds and on what once ended in another exception than it should. */
class ManifestFuzzTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{'id':'m','fmr':null}",
        "{'id':'m','fmr':[null]}",
        "{'id':'m','fmr':[{}]}",
        "{'id':'m','fmr':[{'fmr':1e999,'cosine':-1e999}]}",
        "{'id':'m','fmr':[{'fmr':1e-2,'cosine':0.3},{'fmr':1e-3,'cosine':0.4}]}",
        "{'id':'m','role':'embedder','architecture':'a','file':'m.onnx','input':{'size':1,"
            + "'color':'RGB','mean':[1,null,1],'std':[0,0,0]},'template':[null,[null]],"
            + "'dimension':1,'fmr':[null],"
            + "'sha256':'0000000000000000000000000000000000000000000000000000000000000000'}"
      })
  void isReadOrRefused(String json) {
    ManifestFuzz.fuzzerTestOneInput(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
