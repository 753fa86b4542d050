package org.facesearch.plugin.mapper;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.facesearch.plugin.codec.FaceSearchIndexSettings;
import org.facesearch.plugin.codec.HnswParameters;
import org.facesearch.plugin.codec.VectorEncoding;
import org.opensearch.common.CheckedConsumer;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.xcontent.XContentHelper;
import org.opensearch.common.xcontent.XContentType;
import org.opensearch.core.common.bytes.BytesArray;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.index.mapper.DocumentMapper;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.MapperParsingException;
import org.opensearch.index.mapper.MapperService;
import org.opensearch.index.mapper.MapperTestCase;
import org.opensearch.index.mapper.ParseContext;
import org.opensearch.index.mapper.SourceToParse;
import org.opensearch.plugins.Plugin;

public class VisualVectorFieldMapperTests extends MapperTestCase {
  private static final float[] VECTOR = {3, 0, 4, 0, 0, 0, 0, 0};

  private VectorModels models = VisualVectorTestPlugin.MODELS;
  private Settings settings =
      Settings.builder().put(FaceSearchIndexSettings.ENABLED.getKey(), true).build();

  @Override
  protected Collection<? extends Plugin> getPlugins() {
    return List.of(new VisualVectorTestPlugin(name -> models.resolve(name)));
  }

  /** Not by an argument of {@code createMapperService}: OpenSearch 3.6 has none. */
  @Override
  protected Settings getIndexSettings() {
    return settings;
  }

  @Override
  protected void minimalMapping(XContentBuilder b) throws IOException {
    b.field("type", "visual_vector").field("model", "tiny-face").field("dimension", 8);
  }

  private void aliasMapping(XContentBuilder b) throws IOException {
    b.field("type", "visual_vector").field("model", "face");
  }

  @Override
  protected void writeFieldValue(XContentBuilder b) throws IOException {
    b.value(VECTOR);
  }

  @Override
  protected void registerParameters(ParameterChecker checker) throws IOException {
    checker.registerConflictCheck("encoding", b -> b.field("encoding", "int8"));
    checker.registerConflictCheck("keep_rest", b -> b.field("keep_rest", true));
    checker.registerConflictCheck("m", b -> b.field("m", 32));
    checker.registerConflictCheck("ef_construction", b -> b.field("ef_construction", 200));
    checker.registerConflictCheck(
        "model",
        fieldMapping(this::aliasMapping),
        fieldMapping(b -> b.field("type", "visual_vector").field("model", "image")));
    checker.registerConflictCheck(
        "dimension",
        fieldMapping(
            b -> b.field("type", "visual_vector").field("model", "a").field("dimension", 8)),
        fieldMapping(
            b -> b.field("type", "visual_vector").field("model", "a").field("dimension", 9)));
  }

  /** There are no doc values to tell of a vector, and {@code _field_names} is not needed. */
  @Override
  protected void assertExistsQuery(
      MappedFieldType fieldType, Query query, ParseContext.Document fields) {
    assertEquals(new FieldExistsQuery("field"), query);
    assertNoFieldNamesField(fields);
    assertNoDocValuesField(fields, "field");
  }

  private static VisualVectorFieldType type(MapperService mappings) {
    return (VisualVectorFieldType) mappings.fieldType("field");
  }

  private XContentBuilder vectorMapping(CheckedConsumer<XContentBuilder, IOException> more)
      throws IOException {
    return fieldMapping(
        b -> {
          aliasMapping(b);
          more.accept(b);
        });
  }

  private void assertRefused(CheckedConsumer<XContentBuilder, IOException> more, String... why) {
    MapperParsingException e =
        expectThrows(MapperParsingException.class, () -> createMapperService(vectorMapping(more)));
    assertContains(e.getMessage(), "field");
    for (String part : why) {
      assertContains(e.getMessage(), part);
    }
  }

  private static void assertContains(String text, String part) {
    assertTrue(text, text.contains(part));
  }

  public void testTheRestOfADocumentIsKeptWhereTheMappingSaysSo() throws IOException {
    SourceToParse document =
        source(
            b ->
                b.field("before", 1)
                    .field("field", VECTOR)
                    .startObject("object")
                    .field("field", "of another")
                    .nullField("none")
                    .endObject());
    ParseContext.Document kept =
        createDocumentMapper(vectorMapping(b -> b.field("keep_rest", true)))
            .parse(document)
            .rootDoc();
    BytesRef rest = kept.getBinaryValue(RestOfDocument.name("field"));
    Map<String, Object> object = new HashMap<>();
    object.put("field", "of another");
    object.put("none", null);
    assertEquals(
        Map.of("before", 1, "object", object),
        XContentHelper.convertToMap(new BytesArray(rest), false, (MediaType) XContentType.SMILE)
            .v2());
    ParseContext.Document without =
        createDocumentMapper(vectorMapping(b -> {})).parse(document).rootDoc();
    assertNull(without.getBinaryValue(RestOfDocument.name("field")));
  }

  public void testTheRestIsKeptOnlyAtTheTop() {
    MapperParsingException e =
        expectThrows(
            MapperParsingException.class,
            () ->
                createMapperService(
                    mapping(
                        b -> {
                          b.startObject("object").startObject("properties").startObject("field");
                          aliasMapping(b);
                          b.field("keep_rest", true);
                          b.endObject().endObject().endObject();
                        })));
    assertContains(e.getMessage(), "[keep_rest] needs a field at the top of the documents");
  }

  public void testTheMappingIsWrittenDownResolved() throws IOException {
    MapperService mappings = createMapperService(fieldMapping(this::aliasMapping));
    assertEquals(
        "{\"_doc\":{\"properties\":{\"field\":{\"type\":\"visual_vector\","
            + "\"model\":\"tiny-face\",\"dimension\":8}}}}",
        mappings.documentMapper().mappingSource().string());
    assertEquals(new VectorModel("tiny-face", 8), type(mappings).model());
    assertEquals(HnswParameters.DEFAULT, type(mappings).hnsw());
  }

  public void testAllParameters() throws IOException {
    MapperService mappings =
        createMapperService(
            vectorMapping(
                b ->
                    b.field("dimension", 8)
                        .field("encoding", "int8")
                        .field("m", 24)
                        .field("ef_construction", 150)));
    assertEquals(new HnswParameters(VectorEncoding.INT8, 24, 150), type(mappings).hnsw());
    assertContains(
        mappings.documentMapper().mappingSource().string(),
        "\"encoding\":\"int8\",\"m\":24,\"ef_construction\":150");
  }

  public void testANodeStartsWithoutTheModel() throws IOException {
    String stored =
        createMapperService(fieldMapping(this::aliasMapping))
            .documentMapper()
            .mappingSource()
            .string();
    models =
        name -> {
          throw new IllegalArgumentException("nothing loaded yet");
        };
    MapperService restarted = createMapperService("_doc", stored);
    assertEquals(stored, restarted.documentMapper().mappingSource().string());
    // And goes on indexing.
    assertEquals(1, vectors(restarted.documentMapper(), VECTOR).length);
  }

  public void testTheAliasCanBePutAgain() throws IOException {
    MapperService mappings = createMapperService(fieldMapping(this::aliasMapping));
    merge(mappings, fieldMapping(this::aliasMapping));
    assertEquals(new VectorModel("tiny-face", 8), type(mappings).model());

    models = name -> new VectorModel("newer-face", 8);
    IllegalArgumentException e =
        expectThrows(
            IllegalArgumentException.class,
            () -> merge(mappings, fieldMapping(this::aliasMapping)));
    assertContains(
        e.getMessage(), "Cannot update parameter [model] from [tiny-face] to [newer-face]");
  }

  public void testMappingsRefused() throws IOException {
    assertRefused(b -> b.field("dimension", 9), "[dimension] is 9", "[tiny-face] have 8");
    assertRefused(b -> b.field("dimension", 8.5), "[dimension] must be a whole number", "8.5");
    assertRefused(b -> b.field("dimension", 0), "[dimension]", "between 1 and 1024", "[0]");
    assertRefused(b -> b.field("dimension", 1025), "[dimension]", "between 1 and 1024");
    assertRefused(b -> b.field("m", 1), "[m] must be between 2 and 100, was 1");
    assertRefused(b -> b.field("m", 101), "[m] must be between 2 and 100, was 101");
    assertRefused(b -> b.field("m", "many"), "[m] must be a whole number");
    assertRefused(b -> b.field("ef_construction", 0), "[ef_construction]");
    assertRefused(b -> b.field("ef_construction", 3201), "between 1 and 3200, was 3201");
    assertRefused(
        b -> b.field("encoding", "int2"), "[encoding] must be one of [float, int8, int4, bit]");
    assertRefused(b -> b.field("similarity_", "l2"), "unknown parameter [similarity_]");
    assertRefused(b -> b.field("copy_to", "other"), "[copy_to] is not supported");
    assertRefused(b -> b.startObject("fields").endObject(), "[fields] is not supported");
  }

  public void testModelsRefused() throws IOException {
    for (String[] modelAndWhy :
        new String[][] {{"unheard-of", "no model [unheard-of]"}, {"huge", "1025 dimensions"}}) {
      MapperParsingException e =
          expectThrows(
              MapperParsingException.class,
              () ->
                  createMapperService(
                      fieldMapping(
                          b -> b.field("type", "visual_vector").field("model", modelAndWhy[0]))));
      assertContains(e.getMessage(), modelAndWhy[1]);
      assertContains(e.getMessage(), "field [field] of type [visual_vector]");
    }
    MapperParsingException e =
        expectThrows(
            MapperParsingException.class,
            () -> createMapperService(fieldMapping(b -> b.field("type", "visual_vector"))));
    assertContains(e.getMessage(), "[model] is required");
  }

  public void testNotAMultiField() {
    MapperParsingException e =
        expectThrows(
            MapperParsingException.class,
            () ->
                createMapperService(
                    fieldMapping(
                        b -> {
                          b.field("type", "keyword").startObject("fields").startObject("vector");
                          aliasMapping(b);
                          b.endObject().endObject();
                        })));
    assertContains(e.getMessage(), "cannot be a multi-field");
  }

  public void testAnotherGraphNeedsTheCodec() throws IOException {
    settings = Settings.EMPTY;
    createMapperService(fieldMapping(this::aliasMapping));
    for (String encoding : List.of("int8", "float")) {
      MapperParsingException e =
          expectThrows(
              MapperParsingException.class,
              () ->
                  createMapperService(
                      vectorMapping(b -> b.field("encoding", encoding).field("m", 17))));
      assertContains(e.getMessage(), "[index.face_search.enabled: true]");
    }
  }

  private IndexableField[] vectors(DocumentMapper mapper, Object value) throws IOException {
    return mapper.parse(source(b -> b.field("field", value))).rootDoc().getFields("field");
  }

  public void testAVectorIsStoredAtUnitLength() throws IOException {
    DocumentMapper mapper = createDocumentMapper(fieldMapping(this::aliasMapping));
    IndexableField[] fields = vectors(mapper, VECTOR);
    assertEquals(1, fields.length);
    KnnFloatVectorField field = (KnnFloatVectorField) fields[0];
    assertArrayEquals(new float[] {.6f, 0, .8f, 0, 0, 0, 0, 0}, field.vectorValue(), 1e-6f);
    assertEquals(
        VectorSimilarityFunction.DOT_PRODUCT, field.fieldType().vectorSimilarityFunction());
    assertEquals(0, vectors(mapper, null).length);
  }

  public void testExtremeButFiniteVectors() throws IOException {
    DocumentMapper mapper = createDocumentMapper(fieldMapping(this::aliasMapping));
    for (double size : new double[] {1e-10, 1, 3e38}) {
      IndexableField[] fields = vectors(mapper, new double[] {size, -size, size, size, 0, 0, 0, 0});
      assertArrayEquals(
          new float[] {.5f, -.5f, .5f, .5f, 0, 0, 0, 0},
          ((KnnFloatVectorField) fields[0]).vectorValue(),
          1e-6f);
    }
  }

  private void assertVectorRefused(DocumentMapper mapper, String json, String why) {
    MapperParsingException e =
        expectThrows(
            MapperParsingException.class, () -> mapper.parse(source("{\"field\":" + json + "}")));
    assertContains(e.getMessage(), "failed to parse field [field]");
    assertContains(e.getCause().getMessage(), "field [field]");
    assertContains(e.getCause().getMessage(), why);
  }

  public void testVectorsRefused() throws IOException {
    DocumentMapper mapper = createDocumentMapper(fieldMapping(this::aliasMapping));
    assertVectorRefused(mapper, "[1,2,3,4,5,6,7]", "of dimension 8 (model [tiny-face]), not of 7");
    assertVectorRefused(mapper, "[1,2,3,4,5,6,7,8,9]", "not of 9");
    assertVectorRefused(mapper, "[]", "not of 0");
    assertVectorRefused(mapper, "[0,0,0,0,0,0,0,0]", "zero vector");
    assertVectorRefused(mapper, "[0,0,0,0,0,0,0,1e-30]", "zero vector");
    assertVectorRefused(
        mapper, "[1,2,3,4,5,6,7,1e39]", "component 7 of the vector is not a finite");
    assertVectorRefused(mapper, "[1,2,3,-1e400,5,6,7,8]", "component 3");
    assertVectorRefused(mapper, "[1,2,3,4,5,6,7,\"8\"]", "[VALUE_STRING] at position 7");
    assertVectorRefused(mapper, "[1,2,null,4,5,6,7,8]", "[VALUE_NULL] at position 2");
    assertVectorRefused(mapper, "[[1,2,3,4,5,6,7,8]]", "[START_ARRAY] at position 0");
    assertVectorRefused(mapper, "[{\"a\":1}]", "[START_OBJECT] at position 0");
    assertVectorRefused(mapper, "1", "is not an array but [VALUE_NUMBER]");
    assertVectorRefused(mapper, "\"1,2\"", "is not an array but [VALUE_STRING]");
    assertVectorRefused(mapper, "{\"a\":1}", "is not an array but [START_OBJECT]");
    assertVectorRefused(mapper, "[" + "1,".repeat(1024) + "1]", "more than 1024");
  }

  public void testOneVectorPerDocument() throws IOException {
    DocumentMapper mapper =
        createDocumentMapper(
            mapping(
                b -> {
                  b.startObject("faces").startObject("properties").startObject("vector");
                  aliasMapping(b);
                  b.endObject().endObject().endObject();
                }));
    MapperParsingException e =
        expectThrows(
            MapperParsingException.class,
            () ->
                mapper.parse(
                    source(
                        b ->
                            b.startArray("faces")
                                .startObject()
                                .field("vector", VECTOR)
                                .endObject()
                                .startObject()
                                .field("vector", VECTOR)
                                .endObject()
                                .endArray())));
    assertContains(e.getCause().getMessage(), "field [faces.vector] takes one vector per document");
  }

  public void testIgnoredWhenMalformedTheDocumentIsReadOn() throws IOException {
    settings = Settings.builder().put("index.mapping.ignore_malformed", true).build();
    DocumentMapper mapper =
        createDocumentMapper(
            mapping(
                b -> {
                  b.startObject("field");
                  aliasMapping(b);
                  b.endObject().startObject("name").field("type", "keyword").endObject();
                }));
    for (String json :
        List.of("[1,\"a\",[2,[3]],{\"b\":[4]},5]", "[[1],2]", "{\"a\":[1]}", "[1]")) {
      ParseContext.Document doc =
          mapper.parse(source("{\"field\":" + json + ",\"name\":\"ann\"}")).rootDoc();
      assertEquals(json, 0, doc.getFields("field").length);
      assertTrue(json, doc.getFields("name").length > 0);
    }
  }

  public void testOtherQueriesAreRefused() throws IOException {
    VisualVectorFieldType type = type(createMapperService(fieldMapping(this::aliasMapping)));
    IllegalArgumentException term =
        expectThrows(IllegalArgumentException.class, () -> type.termQuery(1, null));
    assertContains(term.getMessage(), "Field [field] of type [visual_vector]");
    expectThrows(IllegalArgumentException.class, () -> type.termsQuery(List.of(1, 2), null));
    expectThrows(
        IllegalArgumentException.class,
        () -> type.rangeQuery(1, 2, true, true, null, null, null, null));
    assertFalse(type.isAggregatable());
    assertTrue(type.isSearchable());
    assertFalse(type.hasDocValues());
  }
}
