package dev.lastroom.server.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A program that locks the given file, reports it, and keeps the lock until it is killed. */
final class LockingProgram {

    private LockingProgram() {}

    public static void main(String[] args) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            System.out.println("locked");
            int _ = System.in.read();
        }
    }
}
