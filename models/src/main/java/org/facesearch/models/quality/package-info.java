/**
 * Whether a face is good enough to compare: one class and one of eight orientations, from the size
 * of the box, the landmarks, the detector's confidence and the sharpness of the aligned crop.
 */
package org.facesearch.models.quality;
