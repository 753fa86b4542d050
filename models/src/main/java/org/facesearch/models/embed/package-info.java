/**
 * Turning pictures into embeddings: unit vectors whose cosine says how alike two of them are. An
 * aligned face becomes one that tells people apart (Deng et al., "ArcFace: Additive Angular Margin
 * Loss for Deep Face Recognition", CVPR 2019), a whole picture one that tells scenes apart, by what
 * a classifier sees in it (Iandola et al., "SqueezeNet", 2016; Babenko et al., "Neural Codes for
 * Image Retrieval", ECCV 2014).
 */
package org.facesearch.models.embed;
