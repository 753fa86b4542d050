/**
 * Match a vector or add it, so that one person has one entry, whoever asks at the same time.
 *
 * <p>It is a write to one shard of an index, replicated like any other, whose operation on the
 * primary searches before it writes:
 *
 * <ul>
 *   <li>OpenSearch brings it to the primary, wherever that is or moves to, and tries again when it
 *       was not there.
 *   <li>The primary does one at a time and ends it before the next begins, {@link
 *       org.facesearch.plugin.matching.OneAtATime}. So each sees what those before it have added.
 *   <li>It runs under a primary permit. A shard that relocates hands over only when all permits are
 *       back, so never are two nodes at it.
 *   <li>A primary that has been replaced without knowing cannot have its write acknowledged: the
 *       other copies refuse its old term. OpenSearch then repeats the whole operation, search
 *       included, on the new primary, which has every acknowledged write.
 * </ul>
 *
 * <p>The ids are chosen beforehand, so that a repetition knows what it has added itself. All of
 * them must route to that one shard; entries in other shards are not looked at here.
 */
package org.facesearch.plugin.matching;
