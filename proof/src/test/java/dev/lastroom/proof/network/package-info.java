/** Tests of the network trial, and of the store behind a failing network. */
@NullMarked
package dev.lastroom.proof.network;

import org.jspecify.annotations.NullMarked;
