package struct Round {}
package struct Criterion {}
