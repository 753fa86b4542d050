/**
 * FaceSets and face tokens of the Face++ v3 API: what a store of them must be able to do, and the
 * records that go in and out. The index-backed store is the plugin's; tests bring one in memory.
 *
 * <p>Everything belongs to an <em>owner</em>: the name of the API key that made it, or one that no
 * key can have where keys are switched off. What belongs to others does not exist for an owner.
 */
package org.facesearch.models.faceset;
