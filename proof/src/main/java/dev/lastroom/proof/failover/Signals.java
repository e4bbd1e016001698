package dev.lastroom.proof.failover;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends signals to processes. */
final class Signals {

    private Signals() {}

    /** Suspends processes and all that they started. */
    static void stop(List<ProcessHandle> processes) throws IOException, InterruptedException {
        // Each before what it started: it could start others.
        send("STOP", processes.stream());
        send("STOP", processes.stream().flatMap(ProcessHandle::descendants));
    }

    /** Resumes them. */
    static void goOn(List<ProcessHandle> processes) throws IOException, InterruptedException {
        send("CONT", withDescendants(processes));
    }

    /** Kills them all, as {@code kill -9} does. */
    static void kill(List<ProcessHandle> processes) throws IOException, InterruptedException {
        stop(processes);
        send("KILL", withDescendants(processes));
    }

    private static Stream<ProcessHandle> withDescendants(List<ProcessHandle> processes) {
        return processes.stream().flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)));
    }

    /** Sends a signal, such as {@code QUIT}. */
    static void send(String name, Stream<ProcessHandle> processes) throws IOException, InterruptedException {
        String pids = processes.map(process -> Long.toString(process.pid())).collect(Collectors.joining(" "));
        if (!pids.isEmpty()) {
            // One of them may have ended in the meantime.
            run("kill -" + name + " " + pids);
        }
    }

    /** Runs a command, whether or not it succeeds. */
    static void run(String command) throws IOException, InterruptedException {
        new ProcessBuilder(Programs.SHELL.toString(), "-c", command + " 2> /dev/null")
                .start()
                .waitFor();
    }
}
