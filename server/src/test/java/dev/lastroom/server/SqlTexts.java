package dev.lastroom.server;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds the SQL that Java sources pass to a database, and reports any of it that is not fixed. Literals and constants
 * are fixed, and so are parameters named {@code sql} or {@code condition}, whose callers are examined in turn.
 */
final class SqlTexts {

    record Source(String name, String code) {}

    /** JDBC's own methods whose first argument is SQL. */
    private static final Set<String> JDBC = Set.of(
            "prepareStatement",
            "prepareCall",
            "execute",
            "executeQuery",
            "executeUpdate",
            "executeLargeUpdate",
            "addBatch",
            "nativeSQL",
            "setConnectionInitSql");

    private static final Set<String> NAMES_OF_SQL = Set.of("sql", "condition");

    /** Not fixed, but free of values. Each has its reason. */
    private static final Set<String> HARMLESS = Set.of(
            // Where: combines conditions that are examined themselves.
            "where.served()",
            "where.rest()",
            "where.all()",
            "where.order()",
            "where.names()",
            // The texts of EventSql are literals in a constant of each store.
            "eventSql.page()",
            "eventSql.horizon()",
            "eventSql.last()",
            "eventSql.later()",
            "events.all()",
            // ReadPool: the task of a thread.
            "pooledRead",
            // Script: its statements were passed to methods with a parameter sql.
            "String.join(\";\\n\", calls.stream().map(SqlCall::sql).toList())");

    /** Texts of a Table. Its column names are examined where they are declared. */
    private static final String OF_A_TABLE =
            "[A-Z][A-Z0-9_]*\\.(names|marks|firstNames|firstMarks|changingNames|changingMarks|settings|settingsFromC)\\(\\)";

    /** A method that takes SQL as argument number {@code place}, from 0, and the range of its number of arguments. */
    private record Sink(String method, int place, int argumentsMin, int argumentsMax) {

        boolean isMeantBy(String name, int arguments) {
            return method.equals(name) && arguments >= argumentsMin && arguments <= argumentsMax;
        }
    }

    private final List<Sink> sinks = new ArrayList<>();
    private final List<String> notFixed = new ArrayList<>();
    private int fixed;

    private SqlTexts() {}

    static SqlTexts in(List<Source> sources) {
        SqlTexts texts = new SqlTexts();
        List<CompilationUnitTree> units = parse(sources);
        units.forEach(unit -> unit.accept(texts.new Declarations(), null));
        units.forEach(unit -> unit.accept(texts.new Uses(unit.getSourceFile().getName()), null));
        return texts;
    }

    /** Returns the texts that are not fixed, each with its file. */
    List<String> notFixed() {
        return notFixed;
    }

    /** Returns the number of fixed texts. */
    int fixed() {
        return fixed;
    }

    private static List<CompilationUnitTree> parse(List<Source> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files =
                sources.stream().<JavaFileObject>map(InMemory::new).toList();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
        List<CompilationUnitTree> units = new ArrayList<>();
        try {
            task.parse().forEach(units::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return units;
    }

    private static final class InMemory extends SimpleJavaFileObject {

        private final String code;

        InMemory(Source source) {
            super(URI.create("string:///" + source.name()), Kind.SOURCE);
            this.code = source.code();
        }

        @Override
        public String getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }

    /** Finds the methods that take SQL. */
    private final class Declarations extends TreeScanner<@Nullable Void, @Nullable Void> {

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            for (int i = 0; i < method.getParameters().size(); i++) {
                if (isSql(method.getParameters().get(i).getName())) {
                    sinks.add(sink(method, i));
                }
            }
            return super.visitMethod(method, null);
        }

        private static Sink sink(MethodTree method, int place) {
            List<? extends VariableTree> parameters = method.getParameters();
            boolean open = parameters.getLast().toString().contains("...");
            int count = parameters.size();
            return new Sink(
                    method.getName().toString(), place, open ? count - 1 : count, open ? Integer.MAX_VALUE : count);
        }
    }

    /** Examines the arguments of those methods. */
    private final class Uses extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final String file;

        Uses(String file) {
            this.file = file;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
            String name = switch (call.getMethodSelect()) {
                case MemberSelectTree select -> select.getIdentifier().toString();
                case IdentifierTree identifier -> identifier.getName().toString();
                default -> "";
            };
            int arguments = call.getArguments().size();
            List<Sink> meant = sinks.stream()
                    .filter(sink -> sink.isMeantBy(name, arguments))
                    .toList();
            meant.forEach(sink -> judge(call.getArguments().get(sink.place)));
            if (meant.isEmpty() && JDBC.contains(name) && arguments > 0) {
                judge(call.getArguments().getFirst());
            }
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
            ExpressionTree value = variable.getInitializer();
            boolean constant = variable.getModifiers().getFlags().contains(Modifier.STATIC);
            if (value != null && (isSql(variable.getName()) || (constant && isText(variable.getType())))) {
                judge(value);
            }
            return super.visitVariable(variable, null);
        }

        @Override
        public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void none) {
            if (isSql(assignment.getVariable())) {
                judge(assignment.getExpression());
            }
            return super.visitAssignment(assignment, null);
        }

        @Override
        public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree assignment, @Nullable Void none) {
            if (isSql(assignment.getVariable())) {
                judge(assignment.getExpression());
            }
            return super.visitCompoundAssignment(assignment, null);
        }

        private void judge(ExpressionTree text) {
            if (isFixed(text)) {
                fixed++;
            } else {
                notFixed.add(file + ": " + text);
            }
        }
    }

    private static boolean isSql(Object name) {
        return NAMES_OF_SQL.contains(name.toString());
    }

    private static boolean isText(@Nullable Tree type) {
        return type != null && type.toString().equals("String");
    }

    private static boolean isFixed(ExpressionTree text) {
        return switch (text) {
            case LiteralTree _ -> true;
            case IdentifierTree name ->
                isSql(name.getName())
                        || isConstant(name.getName().toString())
                        || HARMLESS.contains(name.getName().toString());
            case MemberSelectTree member -> isConstant(member.getIdentifier().toString());
            case ParenthesizedTree inner -> isFixed(inner.getExpression());
            case BinaryTree both -> isFixed(both.getLeftOperand()) && isFixed(both.getRightOperand());
            case ConditionalExpressionTree either ->
                isFixed(either.getTrueExpression()) && isFixed(either.getFalseExpression());
            default -> HARMLESS.contains(text.toString()) || text.toString().matches(OF_A_TABLE);
        };
    }

    private static boolean isConstant(String name) {
        return name.matches("[A-Z][A-Z0-9_]*");
    }
}
