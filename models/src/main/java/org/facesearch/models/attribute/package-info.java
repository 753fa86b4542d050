/**
 * What a face shows beside whose it is: where it looks, whether it is a live one. Each attribute
 * has a model of its own and is estimated only for who asks. They are estimates of a network, not
 * facts about a person.
 */
package org.facesearch.models.attribute;
