package relay.domain.template;

import com.samskivert.mustache.Template;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Values as a template sees them: names of a map, and nothing else of any object. Blank text counts
 * as no value. One rendering, one thread.
 *
 * @param defaults asked for what is missing; of the outermost scope only
 */
record Scope(Map<String, ?> values, Map<String, String> defaults, Steps steps) {

  /** A list to loop over. */
  record Loop(List<?> items, Steps steps) {
    Iterator<Object> iterator() {
      Iterator<?> each = items.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public Object next() {
          steps.take();
          return wrapped(each.next(), steps);
        }
      };
    }
  }

  /**
   * Null when there is nothing of this name; the mark of the engine when to ask the scope around.
   */
  Object get(String name) {
    steps.take();
    Object filter = Filter.named(name);
    if (filter != null) {
      return filter;
    }
    Object value = values.get(name);
    boolean isMissing = value == null || value instanceof String text && text.isBlank();
    if (!isMissing) {
      return wrapped(value, steps);
    }
    String otherwise = defaults.get(name);
    if (otherwise != null) {
      return otherwise;
    }
    return values.containsKey(name) ? null : Template.NO_FETCHER_FOUND;
  }

  private static Object wrapped(Object value, Steps steps) {
    if (value instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked") // TemplateData took texts as names only
      Map<String, ?> named = (Map<String, ?>) map;
      return new Scope(named, Map.of(), steps);
    }
    return value instanceof List<?> list ? new Loop(list, steps) : value;
  }
}
