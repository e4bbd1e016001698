/** How a batch reads: which rows it needs, one loop that reads them, and what the decisions of the batch see. */
@NullMarked
package dev.lastroom.engine.batch;

import org.jspecify.annotations.NullMarked;
