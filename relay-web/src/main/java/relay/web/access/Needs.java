package relay.web.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import relay.domain.access.Right;

/**
 * The right that an operation needs; on a class for all its operations that name none. Without one
 * nobody gets an answer.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
  Right value();

  /**
   * Whether the operation itself leaves out what is beyond the {@linkplain Caller#permit() permit}.
   * One whose path names no tenant and that does not, is for the platform's people only.
   */
  boolean narrows() default false;
}
