/**
 * The calls of the Face++ v3 API, one class for each group of them. As everywhere, a use case takes
 * and gives records, works on any {@link org.facesearch.models.faceset.FaceSets store}, and never
 * blocks its caller.
 *
 * <p>Failures come through the stage, never as a thrown exception: {@link
 * org.facesearch.models.faceset.FaceSetException} where the Face++ API has a word for it, and
 * {@link org.facesearch.models.FaceSearchException} for pictures and for all else. Below {@link
 * java.util.concurrent.CompletionException}, as {@link org.facesearch.models.usecase.Causes} finds
 * them.
 */
package org.facesearch.models.usecase.faceset;
