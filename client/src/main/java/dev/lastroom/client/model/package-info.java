/** What requests and answers contain. The build makes the records from the schemas of the OpenAPI document. */
@NullMarked
package dev.lastroom.client.model;

import org.jspecify.annotations.NullMarked;
