package org.facesearch.models.usecase.faceset;

/**
 * The confidences at three false-match rates of the loaded model, 0 to 100, three decimals.
 *
 * @param oneInThousand at a rate of 1e-3
 * @param oneInTenThousand at 1e-4
 * @param oneInHundredThousand at 1e-5
 */
public record Thresholds(
    double oneInThousand, double oneInTenThousand, double oneInHundredThousand) {}
