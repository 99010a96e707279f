package relay.domain.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.Writer;

/** Escapes the one value within it; stands around values by the compiler, never by an author. */
enum Filter implements Mustache.Lambda {
  ADDRESS(Escape.ADDRESS),
  ADDRESS_PART(Escape.ADDRESS_PART),
  STYLE(Escape.STYLE);

  /** No name of an author begins with it. */
  private static final char SIGN = '%';

  private final Escape escape;

  Filter(Escape escape) {
    this.escape = escape;
  }

  /** Null when there is none of this name. */
  static Filter named(String name) {
    return name.charAt(0) == SIGN ? values()[name.charAt(1) - '0'] : null;
  }

  /** A tag for a value as the engine is to read it. */
  static String tag(Escape escape, String name) {
    for (Filter filter : values()) {
      if (filter.escape == escape) {
        String own = SIGN + String.valueOf(filter.ordinal());
        return "{{#" + own + "}}{{&" + name + "}}{{/" + own + "}}";
      }
    }
    return "{{" + name + "}}";
  }

  @Override
  public void execute(Template.Fragment value, Writer out) throws IOException {
    out.write(escape.of(value.execute()));
  }
}
