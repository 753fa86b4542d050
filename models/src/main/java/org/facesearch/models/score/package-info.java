/**
 * One score, several scales. The engine's score is the cosine of two unit vectors; each API shows
 * it through a {@link org.facesearch.models.score.ScoreScale} whose anchors are false-match rates,
 * so that a documented threshold keeps its meaning whichever model is loaded.
 */
package org.facesearch.models.score;
