/**
 * Whether a face is good enough to compare: one class and one of eight orientations, from the size
 * of the box, the landmarks, the detector's confidence and the sharpness of the aligned crop. The
 * measures are kept, so that other thresholds can judge them again and name all that is wrong.
 */
package org.facesearch.models.quality;
