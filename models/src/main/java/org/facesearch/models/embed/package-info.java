/**
 * Turning an aligned face into an embedding: a unit vector whose cosine with another face's says
 * how alike the two are (Deng et al., "ArcFace: Additive Angular Margin Loss for Deep Face
 * Recognition", CVPR 2019).
 */
package org.facesearch.models.embed;
