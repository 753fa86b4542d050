/**
 * What a store of groups must be able to do, and the records that go in and out. The index-backed
 * store is the plugin's; tests bring one in memory.
 */
package org.facesearch.models.gallery;
