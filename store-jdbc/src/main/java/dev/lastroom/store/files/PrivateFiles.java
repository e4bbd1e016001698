package dev.lastroom.store.files;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes files that only their owner may read and write, whatever the umask, and refuses files that others may use. The
 * right to read is enough to take a lock that stops all writers, and the right to write in a folder is enough to
 * replace a file that one cannot read. If a file system has no modes, nothing is refused.
 */
public final class PrivateFiles {

    /** For the group and for others: read, write, execute. */
    private static final int OTHERS_ANY = 0077;

    /** The same, but the group may read: root gives a service its files this way. */
    private static final int OTHERS_BUT_GROUP_READS = 0037;

    private static final int OTHERS_WRITE = 0022;
    private static final int STICKY = 01000;
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int ROOT = 0;

    private PrivateFiles() {}

    /** The mode and owner that the file system reports for a file or a folder. */
    private record Modes(int mode, int owner) {

        static Modes of(Path path, LinkOption... options) throws IOException {
            Map<String, Object> read = Files.readAttributes(path, "unix:mode,uid", options);
            return new Modes((Integer) Objects.requireNonNull(read.get("mode")), (Integer)
                    Objects.requireNonNull(read.get("uid")));
        }

        boolean isShared() {
            return (mode & OTHERS_WRITE) != 0;
        }

        boolean isLoose(int me) {
            return (mode & (owner == ROOT && me != ROOT ? OTHERS_BUT_GROUP_READS : OTHERS_ANY)) != 0;
        }
    }

    /** Returns the attributes that make a new file private to its owner from its first moment. */
    public static FileAttribute<?>[] fileAttributes(Path file) {
        return attributes(file, "rw-------");
    }

    private static FileAttribute<?>[] attributes(Path path, String modes) {
        return hasModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(modes))}
                : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** Makes the missing folders of a file. */
    public static void makeFolder(Path file) throws IOException {
        Files.createDirectories(folder(file), attributes(file, "rwx------"));
    }

    /** Makes an empty file if there is none. */
    public static void make(Path file) throws IOException {
        try {
            Files.createFile(file, fileAttributes(file));
        } catch (FileAlreadyExistsException e) {
            // require checks it, like any existing file.
        }
    }

    /** Resolves symbolic links: companion files stay next to the real file. */
    public static Path real(Path file) throws IOException {
        return Files.isSymbolicLink(file) ? file.toRealPath() : file;
    }

    /**
     * Checks the folder of a file, and those of the file and its companions that exist.
     *
     * @param companions the suffixes of their names, such as {@code -wal}
     * @throws LooseFileException naming each that others may use, and the command that fixes it
     */
    public static void require(Path file, List<String> companions) throws IOException {
        if (!hasModes(file)) {
            return;
        }
        Path real = real(file);
        int me = Math.toIntExact(new UnixSystem().getUid());
        List<String> commands = new ArrayList<>();
        Set<Path> folders = new LinkedHashSet<>(List.of(folder(file), folder(real)));
        for (Path folder : folders) {
            checkFolder(folder, me, commands);
        }
        List<Path> loose = new ArrayList<>();
        int folderOwner = Modes.of(folder(real)).owner;
        for (Path each : withCompanions(real, companions)) {
            if (isLoose(each, me, folderOwner)) {
                loose.add(each);
            }
        }
        if (!loose.isEmpty()) {
            commands.add(
                    "chmod go-rwx " + loose.stream().map(PrivateFiles::quoted).collect(Collectors.joining(" ")));
        }
        refuse(commands);
    }

    /**
     * Checks the folder of a file that is to be written.
     *
     * @throws LooseFileException if others may replace the file, with the command that fixes it
     */
    public static void requireFolder(Path file) throws IOException {
        if (hasModes(file)) {
            List<String> commands = new ArrayList<>();
            checkFolder(folder(file), Math.toIntExact(new UnixSystem().getUid()), commands);
            refuse(commands);
        }
    }

    private static void refuse(List<String> commands) throws LooseFileException {
        if (!commands.isEmpty()) {
            throw new LooseFileException(
                    "other users of this machine can read, lock or replace it: " + String.join(" && ", commands));
        }
    }

    private static List<Path> withCompanions(Path file, List<String> companions) {
        List<Path> all = new ArrayList<>(List.of(file));
        companions.forEach(companion -> all.add(companion(file, companion)));
        all.removeIf(each -> !Files.exists(each, LinkOption.NOFOLLOW_LINKS));
        return all;
    }

    /** Returns the file in the same folder whose name is that of {@code file} with a suffix. */
    public static Path companion(Path file, String companion) {
        return file.resolveSibling(file.getFileName() + companion);
    }

    private static void checkFolder(Path folder, int me, List<String> commands) throws IOException {
        Modes modes = Modes.of(folder);
        if (modes.owner != me && modes.owner != ROOT && me != ROOT) {
            throw new LooseFileException("the folder " + folder + " belongs to another user, who can replace it");
        }
        // In a sticky folder, such as /tmp, users can replace only their own files.
        if (modes.isShared() && (modes.mode & STICKY) == 0) {
            commands.add("chmod go-w " + quoted(folder));
        }
    }

    /** Whether others may use a file. The folder's owner could replace it anyway, and so may own it. */
    private static boolean isLoose(Path file, int me, int folderOwner) throws IOException {
        Modes modes = Modes.of(file, LinkOption.NOFOLLOW_LINKS);
        if ((modes.mode & TYPE) != REGULAR) {
            throw new LooseFileException(file + " is not a regular file");
        }
        if (modes.owner != me && modes.owner != ROOT && modes.owner != folderOwner) {
            throw new LooseFileException(file + " belongs to another user, who can read and lock it");
        }
        return modes.isLoose(me);
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\w./+:@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
