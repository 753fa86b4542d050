/**
 * How often the engine of a running node errs, on a folder of photos: faces it does not find,
 * strangers it takes for each other (verification, 1:1), people it does not find again
 * (identification, 1:N). What it measures of strangers is the calibration that a model's manifest
 * carries, so users can measure it anew on the pictures of their own cameras.
 *
 * <p>The words and measures are those of ISO/IEC 19795-1: false match rate and true match rate for
 * each comparison, false positive and false negative identification rate for each search.
 */
package org.facesearch.benchmarks.evaluation;
