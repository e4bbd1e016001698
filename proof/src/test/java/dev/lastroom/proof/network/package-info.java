/** Tests of the trial of the network, and of the store behind a network that fails. */
@NullMarked
package dev.lastroom.proof.network;

import org.jspecify.annotations.NullMarked;
