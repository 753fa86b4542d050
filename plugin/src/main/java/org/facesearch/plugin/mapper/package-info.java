/**
 * The field type {@code visual_vector}: an embedding, stored at unit length and searched by cosine.
 *
 * <pre>{@code
 * "vector": {"type": "visual_vector", "model": "face", "encoding": "int8", "m": 16, "ef_construction": 100}
 * }</pre>
 *
 * <p>The mapping names the model because vectors of different models cannot be compared. It is
 * written down resolved, as the model's id and dimension, so that a node can start, apply a cluster
 * state and recover a shard before, or without, the model itself being there.
 */
package org.facesearch.plugin.mapper;
