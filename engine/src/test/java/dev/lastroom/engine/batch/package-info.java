/** Tests of what a batch reads. */
@NullMarked
package dev.lastroom.engine.batch;

import org.jspecify.annotations.NullMarked;
