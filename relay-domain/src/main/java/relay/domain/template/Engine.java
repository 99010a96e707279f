package relay.domain.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import relay.domain.html.HtmlReferences;

/**
 * JMustache, over {@link Scope}s alone: its own collector would call methods of whatever it finds.
 */
final class Engine {
  private static final Mustache.Collector SCOPES_ONLY =
      new Mustache.Collector() {
        @Override
        public Iterator<?> toIterator(Object value) {
          if (value instanceof Scope.Loop loop) {
            return loop.iterator();
          }
          // the engine's own sign for nothing
          return value instanceof Collection<?> none && none.isEmpty()
              ? Collections.emptyIterator()
              : null;
        }

        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
          return context instanceof Scope ? Engine::fetch : null;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
          return new ConcurrentHashMap<>();
        }
      };

  private static final Mustache.Compiler REFUSING =
      Mustache.compiler()
          .withCollector(SCOPES_ONLY)
          .withFormatter(Engine::format)
          .withEscaper(HtmlReferences::write);
  private static final Mustache.Compiler LENIENT = REFUSING.defaultValue("");

  private Engine() {}

  /**
   * @param isHtml whether values are escaped
   * @param missing what is done where there is no value
   */
  static Template compile(String source, boolean isHtml, MissingValue missing) {
    Mustache.Compiler compiler = missing == MissingValue.REFUSE ? REFUSING : LENIENT;
    return compiler.escapeHTML(isHtml).compile(source);
  }

  /** A cached fetcher meets scopes and plain items of a list alike. */
  private static Object fetch(Object context, String name) {
    return context instanceof Scope scope ? scope.get(name) : Template.NO_FETCHER_FOUND;
  }

  private static String format(Object value) {
    return value instanceof Scope || value instanceof Scope.Loop ? "" : String.valueOf(value);
  }
}
