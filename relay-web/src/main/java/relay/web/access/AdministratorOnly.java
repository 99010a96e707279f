package relay.web.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import relay.domain.access.Right;

/** Short for {@code @Needs(Right.ADMINISTER)}: platform administrators alone get an answer. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Needs(Right.ADMINISTER)
public @interface AdministratorOnly {}
