package dev.lastroom.server.cli;

import dev.lastroom.engine.inventory.Ids;
import dev.lastroom.server.access.KeyFile;
import dev.lastroom.server.access.Role;
import dev.lastroom.server.access.StoredKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes an API key. */
@Command(
        name = "create",
        description = {
            "Create an API key and print it. It is shown only once: the file keeps only a hash.",
            "",
            "Keys of one owner share idempotency keys and see each other's bookings, but no other owner's. An admin"
                    + " sees all bookings."
        },
        footer = "%nOnly the key goes to standard output: key=$(./lastroom keys create --owner desk --role agent)")
final class KeysCreateCommand extends KeysCommand.OnKeyFile {

    private final Console console;

    @Option(
            names = "--owner",
            required = true,
            paramLabel = "NAME",
            description = "The owner of the key: 1-64 of A-Z a-z 0-9 . _ -")
    private String owner = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "reader can read; agent can also book and change bookings; admin can do and see everything.")
    private String role = "";

    KeysCreateCommand(Console console, Map<String, String> environment) {
        super(environment);
        this.console = console;
    }

    @Override
    public Integer call() {
        Role wanted = checked("--role", Role::parse, role);
        String name = checked("--owner", Ids::check, owner);
        return withFile(file -> {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            print(file, file.create(name, wanted, now, new SecureRandom()));
            return 0;
        });
    }

    private static <T> T checked(String option, java.util.function.Function<String, T> parse, String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailedException.wrongCall(option + " " + e.getMessage());
        }
    }

    private void print(KeyFile file, StoredKey.Issued issued) {
        StoredKey key = issued.stored();
        if (json()) {
            Map<String, String> result = new LinkedHashMap<>(KeysListCommand.describe(key));
            result.put("key", issued.secret());
            result.put("file", file.path().toString());
            console.line(JsonOutput.write(result));
            return;
        }
        console.line(issued.secret());
        console.remark(String.format(
                "Key %s of %s, role %s. It is shown only once: %s keeps only its hash.",
                console.bold(key.id()), key.owner(), key.role(), file.path()));
    }
}
